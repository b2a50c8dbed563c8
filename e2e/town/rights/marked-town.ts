// A town with much in it and one word in every place a word can lie in: what tests of rights look for.
import { createHash } from "node:crypto";
import { contentsOf, smallTown } from "../../../server/testing/small-town.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { buildFileRecord, fileId } from "../../../shared/testing/file-builder.ts";

export const word = "Xqvzmarkwort";

/** The word stands in an application, a document with its text and file and own steps; or in the application and a step on it alone. */
export type Where = "everywhere" | "application";

/** Ids by group and number: applications are group 1, documents group 2. */
export const id = (group: number, no: number): string => `0190a000-0000-7000-8000-${String(group * 1_000_000 + no).padStart(12, "0")}`;
export const markedApplication = id(1, 0);
export const markedDocument = id(2, 0);
export const bytes = Buffer.from(`Ein Schreiben an ${word}`);
export const sha256 = createHash("sha256").update(bytes).digest("hex");
const text = `Sehr geehrte Frau ${word}, `;

const filler = (no: number): string => `Füllwort${String(no)} `.repeat(20 + (no % 60));
const titleOf = (no: number): string => `Brief ${filler(no).slice(0, 200)}`;
const textHash = createHash("sha256").update(text).digest("hex");

/** A document without the word in the same unit, which somebody else will put a word of their own into. */
export const otherDocument = id(2, 2);
export const otherTitle = titleOf(2);

/** Much else around it, so that pages split, and copies of rows lie where deleting alone does not reach. */
export function townWithWord(where: Where): ReturnType<typeof smallTown> {
  const content = { sha256, name: `${word}.txt`, mime: "text/plain", size: bytes.length };
  const records = [buildFileRecord({}, { unit: "buergerservice" })];
  for (let no = 0; no < 300; no++) {
    const unit = no % 2 === 0 ? "buergerservice" : "standesamt";
    const familyName = no === 0 ? word : `Wolter${String(no)}`;
    const applicant = { familyName, givenNames: "Elke", street: filler(no) };
    records.push(buildApplicationRecord({ applicant }, { id: id(1, no), unit }));
    const marked =
      no === 0 && where === "everywhere" ? { title: `Brief ${word}`, content, text: { sha256: textHash, characters: text.length } } : {};
    records.push(buildDocumentRecord({ title: titleOf(no), ...marked, fileId }, { id: id(2, no), unit }));
  }
  return smallTown({ records, contents: contentsOf([bytes]), texts: where === "everywhere" ? [{ documentId: markedDocument, text }] : [] });
}
