// An edit of which fields were not taken: a choice for each group of fields, sent as one edit. Nothing is sent before the person says so.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "../../../../shared/base/canonical-json.ts";
import { anyBodySchema } from "../../../../shared/domain/command.ts";
import { deskErrors } from "../../../../shared/text/de/desk-errors.ts";
import { refusalText } from "../../../../shared/text/refusal-text.ts";
import type { FieldEdits } from "../../../../shared/domain/field-edit.ts";
import { z } from "../../../../shared/base/zod.ts";
import { Button } from "../../../components/button.tsx";
import { Message } from "../../../components/messages.tsx";
import { useSignedIn } from "../../../desk/use-session.tsx";
import { useDraft } from "../../../state/drafts.ts";
import { ClashField } from "./clash-field.tsx";
import { draftOf, editsOf, groupsOf, type Choice, type ConflictDraft } from "./conflict-choices.ts";
import type { EntryProps } from "./conflict-entry.tsx";

export function FieldConflict({ entry, record, trail, resolver, register }: EntryProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [stored, store] = useDraft(`${entry.kind}/${entry.recordId}/conflict/${entry.commandId}`);
  const [tried, setTried] = useState(false);
  const draft = draftOf(stored);
  const groups = groupsOf(entry, (field) => (record === null ? undefined : valueIn(record.body, field)));
  const write = (next: ConflictDraft): void => {
    store(JSON.stringify(next));
  };
  const choose = (key: string, choice: Choice): void => {
    write({ ...draft, choice: { ...draft.choice, [key]: choice } });
  };
  const solve = async (edits: FieldEdits | undefined): Promise<void> => {
    setTried(true);
    if (edits === undefined) return document.querySelector<HTMLElement>(".clash [data-invalid] input, .clash [aria-invalid=true]")?.focus();
    if (await resolver.solve(entry.commandId, "merge", edits)) store("");
  };
  const send = (): void => void solve(editsOf(groups, draft));
  const all = (choice: Choice): void => {
    write({ ...draft, choice: Object.fromEntries(groups.map(({ key }) => [key, choice])) });
  };
  useEffect(() => register(entry.commandId, { choose, send }));
  const refused = resolver.refusals.get(entry.commandId);
  return (
    <div className="conflict__fields">
      {entry.state === "partlyRefused" ? <p>{t("conflict.partly")}</p> : null}
      {groups.map((group) => (
        <ClashField
          key={group.key}
          group={group}
          draft={draft}
          trail={trail}
          directory={directory}
          missing={tried}
          onChoose={choose}
          onType={(field, text) => {
            write({ ...draft, texts: { ...draft.texts, [field]: text } });
          }}
        />
      ))}
      {refused === undefined ? null : (
        <Message tone="danger" live>
          {t("conflict.refusedHere", { reason: refusalText(refused, directory) })}
        </Message>
      )}
      {resolver.error === undefined ? null : <p className="field__error">{deskErrors[resolver.error.code]}</p>}
      <div className="conflict__actions">
        <Button variant="primary" icon="upload" shortcut="Ctrl+Enter" isPending={resolver.busy} onPress={send}>
          {t("conflict.send")}
        </Button>
        <Button onPress={() => all("mine")}>{t("conflict.allMine")}</Button>
        <Button onPress={() => all("theirs")}>{t("conflict.allTheirs")}</Button>
      </div>
    </div>
  );
}

/** The field's value in a body: among its fields, or beside them. */
function valueIn(body: Readonly<Record<string, unknown>>, field: string): Json {
  const fields = anyBodySchema.safeParse(body["fields"]);
  const value = fields.success && Object.hasOwn(fields.data, field) ? fields.data[field] : body[field];
  const json = z.json().safeParse(value ?? null);
  return json.success ? json.data : null;
}
