// What is known of a document: description, where it is filed, what it is about, notes, history.
import { useTranslation } from "react-i18next";
import { fileSchema } from "../../../shared/domain/file/schema.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { transferNoteOf } from "../../../shared/domain/invoice/transfer-note.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { documentTypeLabels } from "../../../shared/text/de/domain.ts";
import { personName, unitName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { DateText, MomentText } from "../../components/cells.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { TransferNoteList } from "../../components/transfer-note-list.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { useArchiveLook } from "../../state/archive-look.ts";
import { usePlace } from "../../state/place.ts";
import type { DocumentProps } from "./document-view.tsx";

export function DocumentFacts({ id, unit, body, handle, onServerOnly }: DocumentProps) {
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const change = useArchiveLook((store) => store.change);
  const go = usePlace((store) => store.go);
  const file = useFile(body.fileId);
  const plan = directory?.filePlan.find((entry) => entry.number === file?.planNumber);
  const { about } = body;
  return (
    <>
      <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
      {onServerOnly && (
        <div className="own-steps">
          <Message tone="info">{t("archive.onServerOnly")}</Message>
        </div>
      )}
      <Section
        title={t("archive.details.section")}
        aside={
          about !== undefined && (
            <Button variant="quiet" icon={originOf(about.kind)} onPress={() => go("inbox", about)}>
              {t(`archive.details.open.${originOf(about.kind)}`)}
            </Button>
          )
        }
      >
        <DataList
          items={[
            { label: t("archive.details.title"), value: body.title },
            { label: t("archive.details.type"), value: documentTypeLabels[body.documentType] ?? body.documentType },
            { label: t("archive.details.date"), value: <DateText date={body.documentDate} /> },
            {
              label: t("archive.details.keywords"),
              value: body.keywords.length === 0 ? t("archive.details.none") : body.keywords.join(", "),
            },
            {
              label: t("archive.details.file"),
              value:
                file === undefined ? (
                  t("archive.details.none")
                ) : (
                  <Button
                    variant="quiet"
                    icon="file"
                    onPress={() => {
                      change({ planNumber: file.planNumber, fileId: body.fileId, text: "" });
                    }}
                  >
                    {file.number} {file.title}
                  </Button>
                ),
            },
            ...(plan === undefined ? [] : [{ label: t("archive.details.plan"), value: `${plan.number} ${plan.title}` }]),
            { label: t("archive.details.unit"), value: unitName(unit, directory) },
            { label: t("archive.details.filedBy"), value: personName(body.filedBy, directory) },
            { label: t("archive.details.filedAt"), value: <MomentText at={body.filedAt} /> },
            {
              label: t("archive.details.text"),
              value:
                body.text === undefined
                  ? t("archive.details.textNone")
                  : t("archive.details.textRead", { characters: body.text.characters.toLocaleString("de-DE") }),
            },
          ]}
        />
      </Section>
      <DocumentTransferNote body={body} />
      {!onServerOnly && (
        <NotesSection
          notes={body.notes}
          directory={directory}
          personId={actor.personId}
          draftKey={`document/${id}`}
          whyNot={handle.whyNot("addNote")}
          onAdd={(text) => handle.submit("addNote", { text }, t("record.noteSaved"))}
          onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("record.noteWithdrawn"))}
        />
      )}
      <HistoryList trail={body.trail} directory={directory} />
    </>
  );
}

/** How the paper became this document. One filed by an earlier program carries no note; its invoice still says it where it is here. */
function DocumentTransferNote({ body: { about, transferNote } }: Pick<DocumentProps, "body">) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const ask = transferNote === undefined && about?.kind === "invoice" ? { kind: about.kind, id: about.id } : null;
  const { value } = useQuery("record", ask);
  const invoice = invoiceSchema.safeParse(readableBody(value?.record?.body ?? {})).data;
  const note = transferNote ?? (invoice === undefined ? undefined : transferNoteOf(invoice));
  if (note === undefined) return null;
  return (
    <Section title={t("invoices.transfer.title")}>
      <TransferNoteList note={note} directory={directory} />
    </Section>
  );
}

const origins = ["application", "invoice", "post"] as const;

/** What a document came from; an older one may say less. */
function originOf(kind: string): (typeof origins)[number] {
  return origins.find((one) => one === kind) ?? "application";
}

/** The file's own record, where this device holds it. */
function useFile(fileId: string) {
  const { value } = useQuery("record", { kind: "file", id: fileId });
  const parsed = fileSchema.safeParse(value?.record?.body);
  return parsed.success ? parsed.data : undefined;
}
