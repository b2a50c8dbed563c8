// Notes on a record, and the field for a new one. What was begun stays a draft until it is saved.
import { useTranslation } from "react-i18next";
import type { Directory } from "../../shared/domain/policy.ts";
import type { Note } from "../../shared/domain/trail.ts";
import { personName } from "../../shared/text/refusal-text.ts";
import { useDraft } from "../state/drafts.ts";
import { ActionButton } from "./action-button.tsx";
import { IconButton } from "./button.tsx";
import { MomentText } from "./cells.tsx";
import { Section } from "./data-list.tsx";
import { TextArea } from "./fields.tsx";

export interface NotesSectionProps {
  readonly notes: readonly Note[];
  readonly directory: Directory | null;
  readonly personId: string;
  /** Names the record, so that its draft is found again. */
  readonly draftKey: string;
  readonly whyNot: string | undefined;
  readonly onAdd: (text: string) => Promise<boolean>;
  readonly onWithdraw: (note: string) => void;
}

export function NotesSection({ notes, directory, personId, draftKey, whyNot, onAdd, onWithdraw }: NotesSectionProps) {
  const { t } = useTranslation();
  const [text, write] = useDraft(`${draftKey}/note`);
  const add = async (): Promise<void> => {
    if (text.trim() !== "" && (await onAdd(text.trim()))) write("");
  };
  return (
    <Section title={t("record.notes")}>
      {notes.length === 0 ? (
        <p className="muted notes__none">{t("record.noNotes")}</p>
      ) : (
        <ul className="notes">
          {notes.map((note) => (
            <li key={note.id} className="notes__note">
              <div className="notes__head">
                <strong>{personName(note.by, directory)}</strong>
                <MomentText at={note.at} />
                {note.by === personId && (
                  <IconButton
                    icon="close"
                    label={t("record.withdrawNote")}
                    onPress={() => {
                      onWithdraw(note.id);
                    }}
                  />
                )}
              </div>
              <p className="notes__text">{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      <div className="notes__new">
        <TextArea label={t("record.newNote")} value={text} onChange={write} rows={2} maxLength={4000} isDisabled={whyNot !== undefined} />
        {(text.trim() !== "" || whyNot !== undefined) && (
          <ActionButton icon="note" label={t("record.saveNote")} whyNot={whyNot} onPress={() => void add()} />
        )}
      </div>
    </Section>
  );
}
