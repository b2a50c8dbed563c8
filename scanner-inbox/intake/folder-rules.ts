// The scanner folders of this desk or server with the rules of each: one named at the start, any number in a file that administrators write.
// A file that says something wrong ends the start with a sentence: a folder that nobody watches must not go unnoticed.
import { readFileSync } from "node:fs";
import path, { dirname, resolve } from "node:path";
import { z } from "../../shared/base/zod.ts";

const ruleSchema = z.strictObject({
  folder: z.string().min(1),
  /** The unit that what comes in belongs to; without one, that of the person who sits here. */
  unit: z.string().min(1).optional(),
  /** A document is booked as a letter, as it is; an invoice is read for its fields. */
  kind: z.enum(["invoice", "document"]).default("invoice"),
  /** How is scanned into it, for the transfer note: "Rechnungen, 300 dpi, beidseitig"; without it, the name of the folder. */
  profile: z.string().trim().min(1).max(100).optional(),
  /** Ids of the people who are told of what came in, each with one notice a day. */
  tell: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
  /** Whether it lies on another machine, where that is not found out by itself: then originals of sealed files stay in `done/`. */
  onShare: z.boolean().optional(),
  /** The folders in it too. */
  nested: z.boolean().default(false),
  /** Whether a person looks at the pages of every file before it is booked, only of those that have separators or blank pages, or of none. */
  review: z.enum(["whenDivided", "always", "never"]).default("whenDivided"),
  /** So many days after a file was booked it leaves `done/`, once the server says that it keeps it; without it, never. */
  emptyDoneAfterDays: z.int().min(1).optional(),
});
export type FolderRule = Readonly<z.infer<typeof ruleSchema>>;

/** On the server nobody sits whose unit it could be. */
const serverRuleSchema = ruleSchema.extend({
  unit: z.string().min(1),
  /** The municipality, where the server has several. */
  tenant: z.string().min(1).optional(),
});
export type ServerFolderRule = Readonly<z.infer<typeof serverRuleSchema>>;

/** The rule of a folder of which nothing more is said. */
export function plainRule(folder: string): FolderRule {
  return { folder, kind: "invoice", nested: false, review: "whenDivided" };
}

/** Reads a file with rules; folders count from where the file lies. Throws a sentence where it cannot be followed. */
export function readFolderRules(file: string): readonly FolderRule[] {
  return rulesIn(file, ruleSchema);
}

/** Reads the rules of a server, each of which names its unit. */
export function readServerFolderRules(file: string): readonly ServerFolderRule[] {
  return rulesIn(file, serverRuleSchema);
}

function rulesIn<Rule extends FolderRule>(file: string, schema: z.ZodType<Rule>): readonly Rule[] {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw new Error(`the scanner folders cannot be read from ${file}`, { cause: thrown });
  }
  const parsed = z.strictObject({ folders: z.array(schema) }).safeParse(said);
  if (!parsed.success) throw new Error(`what ${file} says of scanner folders cannot be followed: ${z.prettifyError(parsed.error)}`);
  return withoutOverlap(parsed.data.folders.map((rule) => ({ ...rule, folder: resolve(dirname(file), rule.folder) })));
}

/** Each folder once, and none within one whose own folders are watched too: a file has one rule. */
export function withoutOverlap<Rule extends FolderRule>(rules: readonly Rule[]): readonly Rule[] {
  for (const [index, rule] of rules.entries()) {
    const other = rules.find((one, at) => at !== index && (one.nested ? isWithin(one.folder, rule.folder) : one.folder === rule.folder));
    if (other !== undefined) throw new Error(`the scanner folder ${rule.folder} is watched twice: once more by ${other.folder}`);
  }
  return rules;
}

/** Whether a folder is another one or lies in it. Both are absolute; `system` says how its paths are written. */
export function isWithin(outer: string, inner: string, system: Pick<typeof path, "relative" | "isAbsolute" | "sep"> = path): boolean {
  const way = system.relative(outer, inner);
  return way !== ".." && !way.startsWith(`..${system.sep}`) && !system.isAbsolute(way);
}
