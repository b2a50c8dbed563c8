// Records with content in a fake town, and what lies of it on a desk's disk. Must never be part of the program.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../shared/base/must.ts";
import { systemActor } from "../../../shared/domain/actor.ts";
import type { Workstation } from "../workstation.ts";
import type { TestTown } from "./test-town.ts";

export interface Held {
  readonly record: { readonly kind: string; readonly id: string };
  readonly sha256: string;
  readonly bytes: Buffer;
}

function contentIn(town: TestTown, size: number): { readonly sha256: string; readonly bytes: Buffer } {
  const bytes = randomBytes(size);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  town.town.content.set(sha256, bytes);
  return { sha256, bytes };
}

/** An application with one attachment of `size` bytes; an earlier deadline is fetched ahead first. */
export function applicationWith(town: TestTown, size: number, deadline: string): Held {
  const { sha256, bytes } = contentIn(town, size);
  const id = randomUUID();
  town.town.act(systemActor, "application", "receive", id, {
    unit: "buergerservice",
    service: "RESIDENCE_CERT_SIMPLE",
    applicant: { familyName: "Sander", givenNames: "Frauke" },
    payload: {},
    attachments: [{ purpose: "form", content: { sha256, name: "form.pdf", mime: "application/pdf", size } }],
    source: { adapter: "test", submissionId: id },
    deadline,
  });
  return { record: { kind: "application", id }, sha256, bytes };
}

/** A file of the archive without documents. */
export function fileIn(town: TestTown): string {
  const id = randomUUID();
  const described = { unit: "buergerservice", number: `34.1-2026/${id.slice(0, 4)}`, title: "Register", planNumber: "34.1" };
  town.town.act(systemActor, "file", "open", id, described);
  return id;
}

export function documentIn(town: TestTown, fileId: string, size: number): Held {
  const { sha256, bytes } = contentIn(town, size);
  const id = randomUUID();
  const described = { title: "Urkunde", documentType: "letter", documentDate: "2026-01-02", keywords: [] };
  const content = { sha256, name: "a.pdf", mime: "application/pdf", size };
  town.town.act(systemActor, "document", "add", id, { unit: "buergerservice", fileId, content, ...described });
  return { record: { kind: "document", id }, sha256, bytes };
}

/** All bytes of a content as the desk hands them out. */
export async function readAll(desk: Workstation, held: Held): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let offset = 0; offset < held.bytes.length; offset += 500_000) {
    const { record, sha256 } = held;
    parts.push(Buffer.from((await desk.desk.call("readContent", { record, sha256, offset, length: 500_000 })).base64, "base64"));
  }
  return Buffer.concat(parts);
}

/** Where a desk's content lies; one person has signed in there. */
export function contentFolder(town: TestTown, desk: string): string {
  const replicas = join(town.folder, desk, "replicas");
  const name = readdirSync(replicas).find((file) => file.endsWith(".content"));
  return join(replicas, must(name, "made at sign-in"));
}
