// The same words asked of the server: hits this device does not hold. Forgotten as soon as the words change.
import { useState } from "react";
import type { DeskErrorCode } from "../../../shared/desk/errors.ts";
import { documentSchema, type OfficeDocument } from "../../../shared/domain/document/schema.ts";
import { toDeskError } from "../../../shared/desk/errors.ts";
import { useDeskCall } from "../../desk/use-call.ts";

export interface ServerHit {
  readonly id: string;
  readonly unit: string;
  readonly body: OfficeDocument;
  readonly excerpt: string;
}

export interface ServerSearch {
  readonly phase: "idle" | "busy" | "done" | "failed";
  readonly hits: readonly ServerHit[];
  readonly error: DeskErrorCode | undefined;
  readonly start: () => void;
}

const limit = 100;

interface Answer {
  readonly text: string;
  readonly phase: "busy" | "done" | "failed";
  readonly hits: readonly ServerHit[];
  readonly error: DeskErrorCode | undefined;
}

export function useServerSearch(text: string): ServerSearch {
  const call = useDeskCall();
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  const words = text.trim();
  const start = async (): Promise<void> => {
    setAnswer({ text: words, phase: "busy", hits: [], error: undefined });
    try {
      const { hits } = await call("searchServer", { text: words, limit });
      const documents = hits.flatMap(({ record, excerpt }): readonly ServerHit[] => {
        const body = record.kind === "document" ? documentSchema.safeParse(record.body) : undefined;
        return body?.success === true ? [{ id: record.id, unit: record.unit, body: body.data, excerpt }] : [];
      });
      setAnswer((before) => (before?.text === words ? { text: words, phase: "done", hits: documents, error: undefined } : before));
    } catch (thrown) {
      const error = toDeskError(thrown).code;
      setAnswer((before) => (before?.text === words ? { text: words, phase: "failed", hits: [], error } : before));
    }
  };
  const current = answer?.text === words ? answer : undefined;
  return { phase: current?.phase ?? "idle", hits: current?.hits ?? [], error: current?.error, start: () => void start() };
}
