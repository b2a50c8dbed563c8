// Files on their way from the window into a scanner folder: one after the other, piece by piece, each with how far it is and what became of it.
import { useRef, useState } from "react";
import { maxPieceBytes } from "../../../shared/desk/content-calls.ts";
import { toDeskError, type DeskErrorCode } from "../../../shared/desk/errors.ts";
import { mostHandedBytes } from "../../../shared/desk/scanner-calls.ts";
import { useDeskCall } from "../../desk/use-call.ts";

export interface HandedFile {
  readonly id: string;
  readonly name: string;
  /** `waiting` for those before it; `there` lies in the folder under `name`. */
  readonly state: "waiting" | "sending" | "there" | "empty" | "tooLarge" | "unreadable" | DeskErrorCode;
  /** Bytes of how many. */
  readonly sent: number;
  readonly size: number;
}

export interface HandOver {
  readonly files: readonly HandedFile[];
  readonly add: (files: readonly File[]) => void;
  /** Takes what has come to its end off the list. */
  readonly clear: () => void;
}

export const isUnderWay = ({ state }: HandedFile): boolean => state === "waiting" || state === "sending";

export function useHandOver(folder: string): HandOver {
  const call = useDeskCall();
  const [files, setFiles] = useState<readonly HandedFile[]>([]);
  const inTurn = useRef<Promise<void>>(Promise.resolve());

  const note = (id: string, change: Partial<HandedFile>): void => {
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...change } : file)));
  };

  const send = async (id: string, file: File): Promise<void> => {
    note(id, { state: "sending" });
    try {
      for (let offset = 0; offset < file.size; offset += maxPieceBytes) {
        const base64 = await base64Of(file.slice(offset, offset + maxPieceBytes));
        const { name } = await call("handScan", { folder, upload: id, name: file.name, size: file.size, offset, base64 });
        const sent = Math.min(offset + maxPieceBytes, file.size);
        note(id, name === null ? { sent } : { sent, name, state: "there" });
      }
    } catch (thrown) {
      note(id, { state: thrown instanceof DOMException ? "unreadable" : toDeskError(thrown).code });
    }
  };

  const add = (added: readonly File[]): void => {
    for (const file of added) {
      const id = crypto.randomUUID();
      const state = file.size === 0 ? "empty" : file.size > mostHandedBytes ? "tooLarge" : "waiting";
      setFiles((before) => [...before, { id, name: file.name, state, sent: 0, size: file.size }]);
      if (state === "waiting") inTurn.current = inTurn.current.then(async () => send(id, file));
    }
  };

  return { files, add, clear: () => setFiles((before) => before.filter(isUnderWay)) };
}

/** Rejects with a DOMException where the file went or may not be read; a folder that was dropped is such a one. */
async function base64Of(piece: Blob): Promise<string> {
  return new Promise((settle, fail) => {
    const reader = new FileReader();
    reader.onload = () => settle(typeof reader.result === "string" ? reader.result.slice(reader.result.indexOf(",") + 1) : "");
    reader.onerror = () => fail(reader.error ?? new DOMException("not readable"));
    reader.readAsDataURL(piece);
  });
}
