// What a body says of the text that programs drew from its file: a hash and a length. The text itself lies beside the record, derived content
// that desks pull for search; only the server, which keeps it, says that there is one.
import { z } from "../base/zod.ts";
import { isSystem } from "./actor.ts";
import { rule, type Change, type CommandInput, type Rule } from "./command.ts";
import { refuse } from "./refusal.ts";

export const extractedTextSchema = z.object({ sha256: z.string(), characters: z.int().nonnegative() });
type ExtractedText = Readonly<z.infer<typeof extractedTextSchema>>;

/** The command by which the server names a text; `change` is the record with it. */
export function attachTextBy<Body>(change: (input: CommandInput<Body, ExtractedText>) => Change): Rule<Body> {
  return rule<Body, ExtractedText>({
    args: z.strictObject(extractedTextSchema.shape),
    final: "systemOnly",
    allowed: ({ actor }) => (isSystem(actor) ? undefined : refuse("systemOnly")),
    apply: (input) => ({ changes: [change(input)] }),
  });
}
