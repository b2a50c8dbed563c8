// The files of scanner-inbox/samples: a handful of invoices to drop into the scanner folder, always the same bytes.
import { randomOf } from "../../shared/testing/random.ts";
import { makeInvoiceFile, type InvoiceWish, type MadeInvoice } from "./invoice/invoice-file.ts";

/** File names as scanners, mail programs and portals give them, with the invoice that each holds. */
export const sampleWishes: Readonly<Record<string, InvoiceWish>> = {
  "Rechnung_Heidestrom_2026-10.pdf": { form: "zugferd", supplier: "Heidestrom Versorgung GmbH", issueDate: "2026-10-30" },
  "Uhlenbusch Rechnung November.pdf": { form: "text", supplier: "Papier & Büro Uhlenbusch GmbH", issueDate: "2026-11-12", lines: 6 },
  "RE-Elektro-Rademann.pdf": { form: "text", supplier: "Elektro Rademann GmbH & Co. KG", issueDate: "2026-11-09", lines: 3 },
  "glanzwerk-november.pdf": { form: "text", supplier: "Glanzwerk Gebäudereinigung", issueDate: "2026-11-16", lines: 2 },
  "Sammelrechnung Bauhof.pdf": { form: "text", supplier: "Bauhof-Bedarf Lührs KG", issueDate: "2026-11-05", lines: 46 },
  "Gutschrift Druckhaus.pdf": {
    form: "text",
    supplier: "Druckhaus Klostertor e.K.",
    issueDate: "2026-11-17",
    kind: "creditNote",
    lines: 2,
  },
  "Verlag Amt & Praxis mit GiroCode.pdf": {
    form: "text",
    supplier: "Verlag Amt & Praxis GmbH",
    issueDate: "2026-11-10",
    lines: 2,
    giroCode: true,
  },
  "xrechnung-wasserverband.xml": { form: "ubl", supplier: "Wasserverband Ilmenau-Nord", issueDate: "2026-11-02" },
  "P26-Ostheide-Planung.xml": { form: "cii", supplier: "Planungsbüro Ostheide PartG mbB", issueDate: "2026-11-11" },
  "SCAN0001.pdf": { form: "scan", supplier: "Tischlerei Holtorf", issueDate: "2026-11-18", lines: 2 },
};

/** The sample of this name. */
export function makeSample(name: string, wish: InvoiceWish): MadeInvoice {
  return makeInvoiceFile(randomOf(`sample/${name}`), wish);
}
