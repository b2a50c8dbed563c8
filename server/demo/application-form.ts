// The PDF of a whole online form, as a portal would send it along: one page, labels left, values right.
import type { Application } from "../../shared/domain/application/schema.ts";
import { serviceFieldLabels, serviceLabel } from "../../shared/text/de/domain.ts";
import { formatDate, formatDateTime, formatPartialDate } from "../../shared/text/format.ts";
import { contentOf, type Content } from "./content.ts";
import { wrap } from "./pdf/font-metrics.ts";
import { grey, Sheet, type Page } from "./pdf/sheet.ts";
import { pdfOfPages } from "./pdf/write-pdf.ts";
import { townAddress } from "./words/places.ts";

export type FormData = Pick<Application, "service" | "memberMunicipality" | "applicant" | "payload" | "source" | "receivedAt">;

const left = 62;
const right = 533;
const valueAt = 232;

function valueText(value: Application["payload"][string]): string {
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (typeof value === "object") return value.join("; ");
  return /^\d{4}-\d{2}-\d{2}$/u.test(String(value)) ? formatDate(String(value)) : String(value);
}

function section(sheet: Sheet, title: string, rows: readonly (readonly [string, string | undefined])[]): void {
  sheet.y += 14;
  sheet.box(left, sheet.y - 12, right - left, 17, [0.9, 0.93, 0.96]);
  sheet.text(left + 6, sheet.y, title, { font: "bold", size: 10.5 });
  sheet.y += 21;
  for (const [label, value] of rows) {
    if (value === undefined || value === "") continue;
    sheet.text(left + 6, sheet.y, label, { size: 9.5, colour: grey });
    for (const line of wrap("regular", 10, right - valueAt - 6, value)) {
      sheet.text(valueAt, sheet.y, line);
      sheet.y += 13.5;
    }
    sheet.line(left, sheet.y - 8, right, sheet.y - 8, 0.3, [0.8, 0.8, 0.8]);
    sheet.y += 4.5;
  }
}

/** The form as pages. */
export function formPages({ service, memberMunicipality, applicant, payload, source, receivedAt }: FormData): readonly Page[] {
  const sheet = new Sheet();
  sheet.text(left, 58, townAddress.name, { font: "bold", size: 12 });
  sheet.text(left, 72, "Online-Antrag", { size: 9.5, colour: grey });
  sheet.textTo(right, 58, `Eingang ${formatDateTime(receivedAt)} Uhr`, { size: 9, colour: grey });
  sheet.textTo(right, 72, `Vorgang ${source.submissionId}`, { size: 9, colour: grey });
  sheet.line(left, 82, right, 82, 1.2, [0.1, 0.3, 0.5]);
  sheet.text(left, 112, serviceLabel(service), { font: "bold", size: 17 });
  sheet.y = 126;
  section(sheet, "Antragstellende Person", [
    ["Familienname", applicant.familyName],
    ["Vornamen", applicant.givenNames],
    ["Geburtsname", applicant.birthName],
    ["Geburtsdatum", applicant.birthDate === undefined ? undefined : formatPartialDate(applicant.birthDate)],
    ["Straße", applicant.street],
    ["Ort", `${applicant.postalCode ?? ""} ${applicant.city ?? ""}`.trim()],
    ["E-Mail", applicant.email],
    ["Telefon", applicant.phone],
    ["Mitgliedsgemeinde", memberMunicipality],
  ]);
  section(
    sheet,
    "Angaben zum Antrag",
    Object.entries(payload).map(([key, value]) => [serviceFieldLabels[key] ?? key, valueText(value)]),
  );
  sheet.y += 14;
  sheet.paragraph(
    left,
    right - left,
    "Die Angaben wurden im Portal bestätigt. Dieses Dokument wurde maschinell erstellt und gilt ohne Unterschrift.",
    { size: 8.5, colour: grey },
  );
  return sheet.pages;
}

/** The form as the file that arrives with the application. */
export function formContent(data: FormData): Content {
  const title = `Antrag ${serviceLabel(data.service)}`;
  const pdf = pdfOfPages(formPages(data), { title, author: townAddress.name, createdAt: data.receivedAt });
  return contentOf(pdf, "Antrag.pdf", "application/pdf");
}
