// Further forms of an invoice's file, made from it by a program: today the searchable one of a scan. Must never touch the original.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { contentRefSchema } from "../record.ts";
import { refuse } from "../refusal.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";

const addArgs = z.strictObject({
  kind: z.literal("searchable"),
  /** The file it was made from, by its hash. */
  of: z.string(),
  content: contentRefSchema,
  /** What recognised the words, with its version. */
  engine: z.string().max(100),
});

/** Adds a rendition made from this very file. Whoever comes second adds nothing: two desks that hold the same scan need one. */
export const addRendition = rule<Invoice, z.infer<typeof addArgs>>({
  args: addArgs,
  final: "renditionStays",
  content: ({ content }) => [content.sha256],
  allowed: (input) => {
    const refused = permitted(input, "addRendition");
    if (refused !== undefined) return refused;
    const { args, record } = input;
    if (record?.body.document.sha256 !== args.of) return refuse("badArguments");
    return record.body.renditions?.some(({ kind }) => kind === args.kind) === true ? refuse("renditionStays") : undefined;
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const before = must(input.record, "the rule's `allowed` refused a missing record").body.renditions ?? [];
    const { kind, content, engine } = args;
    const renditions = [...before, { kind, content, engine, by: actor.personId, at: context.at }];
    return { changes: [changed(input, "addRendition", { renditions })] };
  },
});
