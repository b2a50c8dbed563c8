// What is known of a letter: what became of it, how it came in, notes and history.
import { useTranslation } from "react-i18next";
import { titleOfFile, type Post } from "../../../shared/domain/post/schema.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ArrivalSection } from "../../components/arrival-section.tsx";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { ChecksSection } from "../../components/checks-section.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { FiledSection } from "../../components/filed-section.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import type { PostProps } from "./post-view.tsx";

export function PostFacts({ id, unit, body, handle }: PostProps) {
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const isUndescribed = body.state === "open" && body.title === titleOfFile(body.arrivals[0]?.fileName ?? "");
  return (
    <>
      <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
      {isUndescribed && handle.whyNot("describe") === undefined && (
        <div className="own-steps">
          <Message tone="info">{t("post.undescribed")}</Message>
        </div>
      )}
      {body.state === "discarded" && <Away body={body} />}
      {body.documentId !== undefined && <FiledSection title={t("post.filed")} hint={t("post.filedHint")} documentId={body.documentId} />}
      <ChecksSection checks={body.checks} />
      <ArrivalSection body={body} unit={unit} directory={directory} />
      <Scan body={body} />
      <NotesSection
        notes={body.notes}
        directory={directory}
        personId={actor.personId}
        draftKey={`post/${id}`}
        whyNot={handle.whyNot("addNote")}
        onAdd={(text) => handle.submit("addNote", { text }, t("record.noteSaved"))}
        onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("record.noteWithdrawn"))}
      />
      <HistoryList trail={body.trail} directory={directory} />
    </>
  );
}

function Away({ body: { discarded } }: { readonly body: Post }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const open = usePlace((place) => place.open);
  const { invoice, by = "", at = "", reason = "" } = discarded ?? {};
  const words = { name: personName(by, directory), at: at === "" ? "" : formatDateTime(at), reason };
  return (
    <div className="own-steps">
      <Message tone="info" title={t("post.away.title")}>
        <p>
          {discarded === undefined ? t("post.away.withdrawn") : t(invoice === undefined ? "post.away.by" : "post.away.isInvoice", words)}
        </p>
        {invoice !== undefined && (
          <Button variant="quiet" icon="invoice" onPress={() => open({ kind: "invoice", id: invoice })}>
            {t("post.away.openInvoice")}
          </Button>
        )}
      </Message>
    </div>
  );
}

function Scan({ body }: { readonly body: Post }) {
  const { t } = useTranslation();
  const scan = body.arrivals[0]?.transfer;
  if (scan === undefined) return null;
  return (
    <Section title={t("post.scanTitle")}>
      <DataList
        items={[
          { label: t("post.scan.device"), value: scan.device },
          { label: t("post.scan.profile"), value: scan.profile },
          { label: t("post.scan.readAt"), value: <MomentText at={scan.readAt} /> },
          ...(scan.pages === null ? [] : [{ label: t("post.scan.pages"), value: String(body.pages?.shown.length ?? scan.pages) }]),
        ]}
      />
    </Section>
  );
}
