// The GiroCode (EPC QR code) of a made-up invoice, drawn beside its terms, so that a banking program could pay it.
import { encode } from "uqr";
import type { Sheet } from "../pdf/sheet.ts";
import { black } from "../pdf/sheet.ts";
import { left } from "./draw-table.ts";
import type { InvoiceFacts } from "./invoice-facts.ts";

/** Points: 28 millimetres, as banks print it. */
const SIDE = 79;
/** The foot of the page begins here. */
const BOTTOM = 760;

/** What the code says, line by line (EPC069-12, version 002). */
function giroText({ supplier, gross, remittance }: InvoiceFacts): string {
  const amount = `EUR${Math.floor(gross / 100)}.${String(gross % 100).padStart(2, "0")}`;
  return ["BCD", "002", "1", "SCT", supplier.bic, supplier.name, supplier.iban, amount, "", "", remittance].join("\n");
}

/** Draws the code below what stands on the sheet, on a page of its own where there is no room left. */
export function drawGiroCode(sheet: Sheet, facts: InvoiceFacts): void {
  if (sheet.y + SIDE + 24 > BOTTOM) sheet.newPage(100);
  const top = sheet.y + 12;
  const { data, size } = encode(giroText(facts), { ecc: "M", border: 0 });
  const module = SIDE / size;
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries()) if (dark) sheet.box(left + x * module, top + y * module, module, module, black);
  sheet.text(left + SIDE + 12, top + 12, "GiroCode", { size: 9 });
  sheet.text(left + SIDE + 12, top + 24, "Zum Bezahlen mit der Banking-App abfotografieren.", { size: 9 });
  sheet.y = top + SIDE + 12;
}
