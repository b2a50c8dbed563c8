// Whom a scanner folder tells of what came in, and of what lies in quarantine. Must never say what a file is called or holds.
import { derivedId } from "../../../shared/base/hash.ts";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { mayRead, type Tell } from "../../../shared/domain/task/told.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";

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

/** Tells the folder's people that a file of it lies in quarantine; once for each claim of it. */
export async function tellOfQuarantine(options: {
  readonly replica: Replica;
  readonly rule: Pick<FolderRule, "tell" | "folder">;
  /** What people call the folder. */
  readonly folder: string;
  readonly unit: string;
  readonly file: { readonly id: string; readonly name: string };
  readonly clock: Clock;
  readonly device: string;
}): Promise<void> {
  const { replica, rule, folder, unit, file, clock, device } = options;
  const now = clock.now();
  const tell = tellOf(rule, folder, now);
  if (tell === undefined) return;
  const { directory } = await replica.store.read.identity(null);
  const context = { readers: directory.readers, today: tell.on };
  // The same file read once more and kept out again is still one file.
  const scan = derivedId(`quarantine:${rule.folder}/${file.name}`, 0);
  for (const person of tell.people.filter((one) => mayRead(context, one, ["invoice", "post"], unit))) {
    const args = { unit, person, folder: tell.folder, on: tell.on, scan };
    const commands = [{ kind: "task", name: "tell", recordId: null, args }];
    await replica.store.write.submitScan({ claim: `told/${file.id}/${person}`, submission: { commands, at: now.toISOString(), device } });
  }
  replica.engine.kick();
}
