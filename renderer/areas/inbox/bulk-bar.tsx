// What can be done with the chosen rows at once, at the foot of the list; and the dialogs that the acts need.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { addDays, parseOfficeDate } from "../../../shared/base/office-date.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea, TextField } from "../../components/fields.tsx";
import { Menu } from "../../components/menu.tsx";
import { UnitDialog } from "../../components/unit-dialog.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { Bulk, BulkAct, BulkStop } from "./use-bulk.ts";
import type { InboxMarks } from "./use-inbox-marks.ts";

export function BulkBar({ marks, bulk }: { readonly marks: InboxMarks; readonly bulk: Bulk }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [dialog, setDialog] = useState<"handOver" | "followUp" | "addNote" | null>(null);
  const count = marks.rows.length;
  const act = (what: BulkAct): void => {
    setDialog(null);
    void bulk.act(what);
  };
  return (
    <>
      <span className="visually-hidden" role="status">
        {count === 0 ? "" : t("inbox.bulk.chosen", { count })}
      </span>
      {count === 0 ? null : (
        <div className="bulk" role="group" aria-label={t("inbox.bulk.label")}>
          <IconButton icon="close" label={t("inbox.bulk.clear")} shortcut="Escape" onPress={marks.clear} />
          <strong className="bulk__count">{t("inbox.bulk.chosen", { count })}</strong>
          <Button variant="primary" icon="hand" shortcut="Z" isPending={bulk.busy} onPress={() => act({ name: "claim" })}>
            {t("inbox.bulk.claim")}
          </Button>
          <Menu
            button={t("inbox.bulk.more")}
            label={t("inbox.bulk.label")}
            entries={[
              { id: "handOver", icon: "people", label: t("inbox.bulk.handOver"), run: () => setDialog("handOver") },
              { id: "followUp", icon: "calendar", label: t("inbox.bulk.followUp"), run: () => setDialog("followUp") },
              { id: "addNote", icon: "note", label: t("inbox.bulk.addNote"), run: () => setDialog("addNote") },
            ]}
          />
        </div>
      )}
      {dialog === "handOver" ? (
        <UnitDialog
          isOpen
          onClose={() => setDialog(null)}
          units={directory?.units ?? []}
          current=""
          busy={bulk.busy}
          onSubmit={(unit) => act({ name: "handOver", unit })}
        />
      ) : null}
      {dialog === "followUp" ? <FollowUpDialog count={count} onClose={() => setDialog(null)} onSubmit={act} /> : null}
      {dialog === "addNote" ? <NoteDialog count={count} onClose={() => setDialog(null)} onSubmit={act} /> : null}
      {bulk.stop === null ? null : <StopDialog stop={bulk.stop} bulk={bulk} />}
    </>
  );
}

interface ActDialogProps {
  readonly count: number;
  readonly onClose: () => void;
  readonly onSubmit: (act: BulkAct) => void;
}

function FollowUpDialog({ count, onClose, onSubmit }: ActDialogProps) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const first = useFirstFocus<HTMLInputElement>();
  const [title, setTitle] = useState("");
  const [due, setDue] = useState(formatDate(addDays(today, 7)));
  const [tried, setTried] = useState(false);
  const dueOn = parseOfficeDate(due.trim()) ?? undefined;
  const submit = (): void => {
    setTried(true);
    if (dueOn !== undefined && title.trim() !== "") onSubmit({ name: "followUp", title: title.trim(), dueOn });
  };
  return (
    <ActDialog
      title={t("inbox.bulk.followUpTitle", { count })}
      submitLabel={t("inbox.bulk.followUpSubmit")}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        ref={first}
        label={t("inbox.bulk.taskTitle")}
        value={title}
        onChange={setTitle}
        maxLength={200}
        isRequired
        error={tried && title.trim() === "" ? t("inbox.bulk.missing") : undefined}
      />
      <TextField
        label={t("inbox.bulk.dueOn")}
        value={due}
        onChange={setDue}
        isRequired
        error={tried && dueOn === undefined ? t("inbox.bulk.dateWrong") : undefined}
      />
    </ActDialog>
  );
}

function NoteDialog({ count, onClose, onSubmit }: ActDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (text.trim() !== "") onSubmit({ name: "addNote", text: text.trim() });
  };
  return (
    <ActDialog title={t("inbox.bulk.noteTitle", { count })} submitLabel={t("inbox.bulk.noteSubmit")} onClose={onClose} onSubmit={submit}>
      <TextArea
        ref={first}
        label={t("inbox.bulk.note")}
        value={text}
        onChange={setText}
        rows={4}
        maxLength={4000}
        isRequired
        error={tried && text.trim() === "" ? t("inbox.bulk.missing") : undefined}
      />
    </ActDialog>
  );
}

interface ShellProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

function ActDialog({ title, submitLabel, onClose, onSubmit, children }: ShellProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      title={title}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" onPress={onSubmit}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <div className="form">{children}</div>
    </Dialog>
  );
}

function StopDialog({ stop, bulk }: { readonly stop: BulkStop; readonly bulk: Bulk }) {
  const { t } = useTranslation();
  const { act, guilty, rest } = stop;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t("inbox.bulk.stopTitle", { count: guilty.length, all: guilty.length + rest.length })}
      closeLabel={t("common.close")}
      onClose={bulk.dismiss}
      actions={
        <>
          <Button onPress={bulk.dismiss}>{t("common.cancel")}</Button>
          {rest.length === 0 ? null : (
            <Button variant="primary" icon="check" isPending={bulk.busy} onPress={() => void bulk.act(act, rest)}>
              {t("inbox.bulk.goOn", { count: rest.length })}
            </Button>
          )}
        </>
      }
    >
      <p>{t("inbox.bulk.stopText")}</p>
      <ul className="bulk__guilty">
        {guilty.map(({ id, subject, reason }) => (
          <li key={id}>
            <strong>{subject}</strong>: {reason}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
