// The lines of an electronic invoice as a window takes them: page by page, as far as somebody wants to see.
import { useState } from "react";
import { linesAtOnce, type EInvoiceLine, type ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import type { EInvoiceSource } from "./use-e-invoice.ts";

export type LinePages = readonly (readonly EInvoiceLine[])[];

export interface InvoiceLinesHere {
  readonly pages: LinePages;
  /** How many lines the pages have. */
  readonly shown: number;
  readonly state: "no" | "busy" | "failed";
  /** Shows lines until there are so many; what is here stays. */
  readonly load: (until: number) => Promise<void>;
  /** Lines until there are so many, without showing them; says after each page how many are here. Rejects where the content went meanwhile. */
  readonly collect: (until: number, onPage: (count: number) => void) => Promise<LinePages>;
}

export function useInvoiceLines(
  { lines, lineCount }: ReadEInvoice,
  sha256: string,
  { eInvoiceLines }: Pick<EInvoiceSource, "eInvoiceLines">,
): InvoiceLinesHere {
  const [pages, setPages] = useState<LinePages>([lines]);
  const [state, setState] = useState<InvoiceLinesHere["state"]>("no");
  const shown = countOf(pages);

  const next = async function* (until: number): AsyncGenerator<readonly EInvoiceLine[]> {
    for (let from = shown; from < Math.min(until, lineCount);) {
      const page = await eInvoiceLines(sha256, from, linesAtOnce);
      if (page.length === 0) return;
      yield page;
      from += page.length;
    }
  };

  return {
    pages,
    shown,
    state,
    load: async (until) => {
      setState("busy");
      try {
        for await (const page of next(until)) setPages((before) => [...before, page]);
        setState("no");
      } catch {
        setState("failed");
      }
    },
    collect: async (until, onPage) => {
      const all = [...pages];
      for await (const page of next(until)) {
        all.push(page);
        onPage(countOf(all));
      }
      return all;
    },
  };
}

function countOf(pages: LinePages): number {
  return pages.reduce((sum, page) => sum + page.length, 0);
}
