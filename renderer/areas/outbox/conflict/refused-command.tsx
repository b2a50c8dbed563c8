// A whole step that was refused: what the person wanted, what stands now, why, and the ways that are open.
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutboxEntry } from "../../../../shared/desk/record-calls.ts";
import type { Directory } from "../../../../shared/domain/policy.ts";
import type { TrailEntry } from "../../../../shared/domain/trail.ts";
import { deskErrors } from "../../../../shared/text/de/desk-errors.ts";
import { outcomes, states } from "../../../../shared/text/de/domain.ts";
import { conflict as texts } from "../../../../shared/text/de/screens-conflict.ts";
import { formatDate } from "../../../../shared/text/format.ts";
import { historyActor, historyText } from "../../../../shared/text/history.ts";
import { lookUp, personName, refusalText, unitName } from "../../../../shared/text/refusal-text.ts";
import { Button } from "../../../components/button.tsx";
import { MomentText } from "../../../components/cells.tsx";
import { DataList } from "../../../components/data-list.tsx";
import { Message } from "../../../components/messages.tsx";
import { useSignedIn } from "../../../desk/use-session.tsx";
import { stepLabel } from "../step-text.ts";
import type { EntryProps } from "./conflict-entry.tsx";

const shownSince = 4;

export function RefusedCommand(props: EntryProps) {
  const { entry, record, trail, solution, followers, resolver } = props;
  const { t } = useTranslation();
  const { directory, actor } = useSignedIn();
  const wishes = wishesOf(entry, directory);
  const since = trail.filter((line) => line.at > entry.at && line.by !== actor.personId).slice(-shownSince);
  const again = resolver.refusals.get(entry.commandId) ?? solution?.again ?? null;
  const guilty = solution?.members.filter((member) => member.refusal !== null) ?? [];
  const rest = (solution?.members.length ?? 0) - guilty.length;
  return (
    <div className="conflict__command">
      {entry.refusal === null ? null : <Message tone="danger">{refusalText(entry.refusal, directory)}</Message>}
      <div className="conflict__sides">
        <section className="conflict__side">
          <h3 className="conflict__side-title">{t("conflict.wanted")}</h3>
          {wishes.length === 0 ? <p>{stepLabel(entry)}</p> : <DataList items={wishes} />}
        </section>
        <section className="conflict__side">
          <h3 className="conflict__side-title">{t("conflict.standsNow")}</h3>
          {record === null ? <p>{t("conflict.notHere")}</p> : <DataList items={standingOf(record.body, directory, t)} />}
          {record === null ? null : <Since lines={since} directory={directory} />}
        </section>
      </div>
      {guilty.length === 0 ? null : (
        <Message tone="warning" title={t("conflict.bulk", { count: solution?.members.length ?? 0 })}>
          <p>{t("conflict.bulkGuilty", { count: guilty.length })}</p>
          <ul className="conflict__guilty">
            {guilty.map((member) => (
              <li key={member.commandId}>
                <strong>{member.subject}</strong>: {member.refusal === null ? "" : refusalText(member.refusal, directory)}
              </li>
            ))}
          </ul>
        </Message>
      )}
      {again === null ? null : <p className="muted">{t("conflict.againNot", { reason: refusalText(again, directory) })}</p>}
      {resolver.error === undefined ? null : <p className="field__error">{deskErrors[resolver.error.code]}</p>}
      <div className="conflict__actions">
        {guilty.length > 0 && rest > 0 ? (
          <Button variant="primary" icon="upload" onPress={() => void resolver.solve(entry.commandId, "without")}>
            {t("conflict.bulkWithout", { count: guilty.length, rest })}
          </Button>
        ) : null}
        <Button
          variant={guilty.length > 0 ? "secondary" : "primary"}
          icon="upload"
          isDisabled={again !== null}
          isPending={resolver.busy}
          onPress={() => void resolver.solve(entry.commandId, "retry")}
        >
          {t("conflict.again")}
        </Button>
        {textOf(entry) === "" ? null : <CopyText text={textOf(entry)} />}
        <Button icon="close" onPress={() => void resolver.solve(entry.commandId, "discard")}>
          {(solution?.members.length ?? 0) > 1 ? t("conflict.bulkDiscard") : t("conflict.discard")}
        </Button>
        {followers.length === 0 ? null : (
          <Button icon="close" onPress={() => void resolver.solve(entry.commandId, "discardAll")}>
            {t("conflict.discardAll")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Since({ lines, directory }: { readonly lines: readonly TrailEntry[]; readonly directory: Directory | null }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className="muted">{t("conflict.sinceNothing")}</p>;
  return (
    <>
      <p className="conflict__since-title">{t("conflict.since")}</p>
      <ol className="history">
        {lines.toReversed().map((line) => (
          <li key={line.commandId} className="history__entry">
            <span className="history__text">
              <strong>{historyActor(line, directory)}</strong> {historyText(line, directory)}
            </span>
            <MomentText at={line.at} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** What the person wrote themselves: worth keeping when the step is not. */
function textOf({ args }: OutboxEntry): string {
  const written = [args["reason"], args["text"], args["exceptionReason"]].filter((one) => typeof one === "string" && one !== "");
  return written.join("\n\n");
}

function wishesOf({ args }: OutboxEntry, directory: Directory | null) {
  return Object.entries(texts.args).flatMap(([name, label]) => {
    const value = args[name];
    if (typeof value !== "string" || value === "") return [];
    const shown =
      name === "outcome" ? (lookUp(outcomes, value) ?? value) : name === "unit" ? unitName(value, directory) : formatDate(value);
    return [{ label, value: shown, wide: true }];
  });
}

function standingOf(
  body: Readonly<Record<string, unknown>>,
  directory: Directory | null,
  t: (key: `conflict.${"state" | "clerk" | "decision"}`) => string,
) {
  const { state, clerk, decision } = body;
  const outcome = typeof decision === "object" && decision !== null && "outcome" in decision ? String(decision.outcome) : undefined;
  return [
    ...(typeof state === "string" ? [{ label: t("conflict.state"), value: lookUp(states, state) ?? state }] : []),
    ...(typeof clerk === "string" ? [{ label: t("conflict.clerk"), value: personName(clerk, directory) }] : []),
    ...(outcome === undefined ? [] : [{ label: t("conflict.decision"), value: lookUp(outcomes, outcome) ?? outcome }]),
  ];
}

/** Where the window may not write to the clipboard by itself, the text is marked for the person's own copy. */
function CopyText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const [done, setDone] = useState<"copied" | "copyMarked" | undefined>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone("copied");
    } catch {
      setDone("copyMarked");
      requestAnimationFrame(() => area.current?.select());
    }
  };
  return (
    <>
      <Button icon="note" onPress={() => void copy()}>
        {t("conflict.copy")}
      </Button>
      <span role="status">{done === undefined ? "" : t(`conflict.${done}`)}</span>
      {done === "copyMarked" ? (
        <textarea
          ref={area}
          className="field__input field__input--area conflict__copy"
          aria-label={t("conflict.wanted")}
          readOnly
          value={text}
        />
      ) : null}
    </>
  );
}
