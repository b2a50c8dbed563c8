// Whose invoice it is: a person's word, or the reader's at the capture. It changes no field and voids no signature.
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";

const linkArgs = z.strictObject({ supplier: z.uuid() });

/** The invoice comes from this supplier of the list. */
export const linkSupplier = rule<Invoice, z.infer<typeof linkArgs>>({
  args: linkArgs,
  reads: ({ supplier }) => [{ kind: "supplier", id: supplier }],
  allowed: (input) => permitted(input, "linkSupplier"),
  apply: (input) => ({ changes: [changed(input, "linkSupplier", { supplierId: input.args.supplier })] }),
});

const noArgs = z.strictObject({});

/** It does not: the desk proposes anew. */
export const unlinkSupplier = rule<Invoice, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => permitted(input, "unlinkSupplier"),
  apply: (input) => ({ changes: [changed(input, "unlinkSupplier", { supplierId: undefined })] }),
});
