// In which form an invoice came: on paper, as a file, as data. Drawn from the body. What a file does not say of itself stays unsaid:
// a scan under which the scanner had laid its own text is a PDF like any other.
import type { Invoice } from "./schema.ts";

/** `hybrid`: a PDF for people with the data of an e-invoice in it. */
export type InvoiceForm = "paper" | "pdf" | "hybrid" | "xml";

export interface CameAs {
  readonly form: InvoiceForm;
  readonly byMail: boolean;
}

export function formOf({ document, documentKind, origins, checks, arrivals: [first] }: Invoice): CameAs {
  return { form: fileForm(), byMail: first?.channel === "mail" };

  function fileForm(): InvoiceForm {
    if (document.mime === "application/xml" || document.mime === "text/xml") return "xml";
    const recognised = checks.some(({ code }) => code === "text-recognised") || Object.values(origins).some((origin) => origin.recognised);
    if (document.mime.startsWith("image/") || documentKind === "picture" || recognised) return "paper";
    return Object.values(origins).some(({ source }) => source === "xml") ? "hybrid" : "pdf";
  }
}
