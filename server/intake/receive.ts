// Turns a submission into one application and its content, exactly once, and answers when both are durable.
import { createHash } from "node:crypto";
import { derivedId } from "../../shared/base/hash.ts";
import { addDays, officeDateAt } from "../../shared/base/office-date.ts";
import type { Command } from "../../shared/domain/command.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { recordKey, type ContentRef } from "../../shared/domain/record.ts";
import { centralUnit, serviceByCode, serviceByLeikaKey } from "../../shared/domain/services.ts";
import type { IntakeRequest } from "../../shared/sync/intake.ts";
import type { ContentStore } from "../content/content-store.ts";
import { takeContent } from "../content/held.ts";
import { loadRecords } from "../feed/load.ts";
import { pushCommands } from "../feed/push.ts";
import { systemSender } from "../feed/sender.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import { allowedType } from "./file-type.ts";
import { formPdf } from "./form-pdf.ts";
import type { IntakeSource } from "./sources.ts";

export interface Received {
  readonly applicationId: string;
  readonly state: "created" | "known";
}

interface Attachment {
  readonly bytes: Uint8Array;
  readonly content: ContentRef;
  readonly purpose: IntakeRequest["attachments"][number]["purpose"];
}

/** Receives a submission of a source. Throws badRequest for attachments of a type that may not come in. */
export async function receiveSubmission(
  parts: Readonly<{ database: Database; content: ContentStore; directory: Directory }>,
  source: IntakeSource,
  request: IntakeRequest,
  receivedAt: string,
): Promise<Received> {
  const { database, content, directory } = parts;
  const applicationId = derivedId(`${source.tenant}/${source.id}/${request.submissionId}`, 0);
  const ref = { kind: "application", id: applicationId };
  if ((await loadRecords(database, source.tenant, [ref])).has(recordKey(ref))) return { applicationId, state: "known" };
  const service = serviceByCode(request.service) ?? serviceByLeikaKey(request.service);
  const code = service?.code ?? request.service;
  const attachments = await attachmentsOf(request, code, receivedAt);
  for (const { bytes, content: named } of attachments) {
    const { sha256 } = named;
    const held = { tenant: source.tenant, sha256, size: bytes.byteLength, at: receivedAt };
    await takeContent(database, held, () => content.put(source.tenant, sha256, bytes));
  }
  const unit = directory.units.find((candidate) => candidate.id === service?.unit)?.id ?? centralUnit;
  const command: Command = {
    // Derived, so that the same submission pushed twice at once is one command.
    id: derivedId(applicationId, 0),
    kind: "application",
    name: "receive",
    recordId: applicationId,
    args: {
      unit,
      service: code,
      memberMunicipality: request.memberMunicipality,
      applicant: request.applicant,
      payload: request.payload,
      attachments: attachments.map(({ content: named, purpose }) => ({ content: named, purpose })),
      source: { adapter: source.id, submissionId: request.submissionId },
      ...(service === undefined ? {} : { deadline: addDays(officeDateAt(Date.parse(receivedAt)), service.deadline.days) }),
    },
    seen: { version: 0, after: null },
    device: "server",
    at: receivedAt,
  };
  const [answer] = await pushCommands(database, systemSender(source.tenant, directory), [{ number: null, command }], receivedAt);
  if (answer?.answer !== "accepted") throw new RequestProblem("badRequest", answer?.answer === "refused" ? answer.refusal.code : "waiting");
  return { applicationId, state: answer.receivedAt === receivedAt ? "created" : "known" };
}

async function attachmentsOf(request: IntakeRequest, service: string, receivedAt: string): Promise<readonly Attachment[]> {
  const sent = request.attachments.map((attachment, index): Attachment => {
    const bytes = Buffer.from(attachment.base64, "base64");
    const mime = allowedType(bytes);
    if (mime === undefined) throw new RequestProblem("badRequest", `attachments.${String(index)}: type not allowed`);
    return attachmentOf(bytes, attachment.name, mime, attachment.purpose);
  });
  if (sent.some((attachment) => attachment.purpose === "form")) return sent;
  return [attachmentOf(await formPdf(request, service, receivedAt), "Antrag.pdf", "application/pdf", "form"), ...sent];
}

function attachmentOf(bytes: Uint8Array, name: string, mime: string, purpose: Attachment["purpose"]): Attachment {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, content: { sha256, name, mime, size: bytes.byteLength }, purpose };
}
