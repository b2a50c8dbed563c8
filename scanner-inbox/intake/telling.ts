// Whom a scanner folder tells of what came in and of what lies in quarantine, at a desk and on a server. Pure. Must never say what a file is called
// or holds.
import { derivedId } from "../../shared/base/hash.ts";
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { mayRead, type Tell } from "../../shared/domain/task/told.ts";
import type { FolderRule } from "./folder-rules.ts";

/** The part of `capture` that says who is told; undefined where the folder tells nobody. `folder` is what people call it. */
export function tellOf({ tell: people }: Pick<FolderRule, "tell">, folder: string, now: Date): Tell | undefined {
  return people === undefined ? undefined : { people: [...people], folder, on: officeDateAt(now.getTime()) };
}

/** Those of a folder's people who may not see what comes out of it, or are not known: no notice will reach them. */
export function untoldOf(
  { tell = [], kind }: Pick<FolderRule, "tell" | "kind">,
  unit: string,
  directory: Directory,
  now: Date,
): readonly string[] {
  const context = { readers: directory.readers, today: officeDateAt(now.getTime()) };
  const isKnown = (person: string): boolean => directory.people.some(({ id }) => id === person);
  return [...new Set(tell)].filter(
    (person) => !isKnown(person) || !mayRead(context, person, [kind === "invoice" ? "invoice" : "post"], unit),
  );
}

/** A notice of a file in quarantine for one person; `claim` is the same however often it is made. */
export interface QuarantineNotice {
  readonly claim: string;
  readonly args: AnyBody;
}

/** The notices of a file that lies in quarantine, for those of the folder's people who may see what it books. */
export function quarantineNotices(options: {
  readonly rule: Pick<FolderRule, "tell" | "folder">;
  /** What people call the folder. */
  readonly folder: string;
  readonly unit: string;
  readonly file: { readonly id: string; readonly name: string };
  readonly directory: Directory;
  readonly now: Date;
}): readonly QuarantineNotice[] {
  const { rule, folder, unit, file, directory, now } = options;
  const tell = tellOf(rule, folder, now);
  if (tell === undefined) return [];
  const context = { readers: directory.readers, today: tell.on };
  // The same file read once more and kept out again is still one file.
  const scan = derivedId(`quarantine:${rule.folder}/${file.name}`, 0);
  return tell.people
    .filter((person) => mayRead(context, person, ["invoice", "post"], unit))
    .map((person) => ({ claim: `told/${file.id}/${person}`, args: { unit, person, folder: tell.folder, on: tell.on, scan } }));
}
