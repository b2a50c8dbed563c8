// Commands that capture an invoice, for tests.
import { createHash } from "node:crypto";
import type { Command } from "../../shared/domain/command.ts";
import { emptyInvoiceFields, invoiceIdOf } from "../../shared/domain/invoice/schema.ts";
import type { SyncClient } from "./sync-client.ts";

/** Captures these bytes as an invoice of the finance office; its content has to be uploaded first. */
export function captureCommand(client: SyncClient, bytes: Uint8Array): Command {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return client.command({
    kind: "invoice",
    name: "capture",
    recordId: invoiceIdOf(sha256),
    args: {
      unit: "finanzen",
      document: { sha256, name: "Rechnung.pdf", mime: "application/pdf", size: bytes.byteLength },
      documentKind: "invoice",
      readState: "read",
      fields: {
        ...emptyInvoiceFields,
        number: "R-1",
        supplier: "Muster GmbH",
        iban: "DE89370400440532013000",
        gross: 11900,
        currency: "EUR",
      },
      origins: {},
      checks: [],
      arrival: { channel: "scanner", fileName: "Rechnung.pdf" },
    },
  });
}
