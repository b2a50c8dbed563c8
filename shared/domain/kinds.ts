// All kinds this version knows.
import { applicationKind } from "./application/commands.ts";
import type { Kinds } from "./command.ts";
import { documentKind } from "./document/commands.ts";
import { fileKind } from "./file/commands.ts";
import { invoiceKind } from "./invoice/commands.ts";
import { taskKind } from "./task/commands.ts";

export const kinds: Kinds = new Map([applicationKind, invoiceKind, documentKind, fileKind, taskKind].map((kind) => [kind.name, kind]));
