// What the desk says of the electronic invoice in a content, asked for again once the content is whole on this device.
import { useCallback, useEffect, useRef, useState } from "react";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { EInvoice, EInvoiceLine } from "../../shared/desk/einvoice-calls.ts";

/** What of a record's files is needed: how to ask, and how much of them is here. */
export interface EInvoiceSource {
  /** Must stay the same functions while the record is the same. */
  readonly eInvoice: (sha256: string) => Promise<EInvoice>;
  readonly eInvoiceLines: (sha256: string, from: number, count: number) => Promise<readonly EInvoiceLine[]>;
  readonly eInvoiceFile: (
    sha256: string,
    index: number,
    offset: number,
    length: number,
  ) => Promise<{ readonly base64: string; readonly size: number }>;
  readonly offline: { readonly mark: ContentMark | undefined };
}

export type EInvoiceState = EInvoice | { readonly state: "loading" } | { readonly state: "failed" };

export interface AskedEInvoice {
  readonly answer: EInvoiceState;
  /** Asks again after a failure. */
  readonly again: () => void;
}

const loading: EInvoiceState = { state: "loading" };

/** With null it asks nothing and stays `loading`. */
export function useEInvoice({ eInvoice, offline }: EInvoiceSource, sha256: string | null): AskedEInvoice {
  const [answer, setAnswer] = useState<{ readonly sha256: string; readonly turn: string; readonly value: EInvoiceState } | undefined>(
    undefined,
  );
  const [attempt, setAttempt] = useState(0);
  const known = useRef<string>(undefined);
  const whole = offline.mark?.contents.some((one) => one.sha256 === sha256 && one.whole) === true;
  // Another turn is another question; what was not here or failed in the last one may be had now.
  const turn = `${attempt} ${whole ? "here" : "away"}`;
  useEffect(() => {
    // What was read once stays as it is: content never changes.
    if (sha256 === null || known.current === sha256) return undefined;
    let gone = false;
    const take = (value: EInvoiceState): void => {
      if (gone) return;
      if (isFinal(value)) known.current = sha256;
      setAnswer({ sha256, turn, value });
    };
    eInvoice(sha256).then(take, () => take({ state: "failed" }));
    return () => {
      gone = true;
    };
  }, [eInvoice, sha256, turn]);
  const again = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);
  const holds = answer?.sha256 === sha256 && (answer.turn === turn || isFinal(answer.value));
  return { answer: holds ? answer.value : loading, again };
}

function isFinal({ state }: EInvoiceState): boolean {
  return state === "read" || state === "none";
}
