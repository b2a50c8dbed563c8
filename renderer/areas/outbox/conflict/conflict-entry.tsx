// One step that was not taken, with what waits behind it: a conflict of fields, or a refused step as a whole.
import { useTranslation } from "react-i18next";
import type { OutboxEntry, ResolveAction, Solution } from "../../../../shared/desk/record-calls.ts";
import type { DeskError } from "../../../../shared/desk/errors.ts";
import type { FieldEdits } from "../../../../shared/domain/field-edit.ts";
import type { OfficeRecord } from "../../../../shared/domain/record.ts";
import type { Refusal } from "../../../../shared/domain/refusal.ts";
import type { TrailEntry } from "../../../../shared/domain/trail.ts";
import { MomentText } from "../../../components/cells.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Pill } from "../../../components/pill.tsx";
import { stepLabel } from "../step-text.ts";
import type { Choice } from "./conflict-choices.ts";
import { FieldConflict } from "./field-conflict.tsx";
import { RefusedCommand } from "./refused-command.tsx";

export interface Resolver {
  /** True where it went through. */
  readonly solve: (commandId: string, action: ResolveAction, fields?: FieldEdits) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: DeskError | undefined;
  /** Why the rules here refused the last try, by command. */
  readonly refusals: ReadonlyMap<string, Refusal>;
}

/** What the keys may do with an entry. */
export interface EntryHands {
  readonly choose: (group: string, choice: Choice) => void;
  readonly send: () => void;
}

export interface EntryProps {
  readonly entry: OutboxEntry;
  readonly followers: readonly OutboxEntry[];
  readonly record: OfficeRecord<Readonly<Record<string, unknown>>> | null;
  readonly trail: readonly TrailEntry[];
  readonly solution: Solution | undefined;
  readonly resolver: Resolver;
  readonly register: (commandId: string, hands: EntryHands) => () => void;
}

export function ConflictEntry(props: EntryProps) {
  const { entry, followers } = props;
  const { t } = useTranslation();
  const isEdit = ["editFields", "describe", "assignBookings"].includes(entry.name);
  const Body = isEdit ? FieldConflict : RefusedCommand;
  return (
    <li className="conflict__entry" data-entry={entry.commandId}>
      <div className="conflict__head">
        <h2 className="conflict__title" tabIndex={-1}>
          {stepLabel(entry)}
        </h2>
        <Pill tone={entry.state === "partlyRefused" ? "warning" : "danger"}>{t(`outbox.state.${entry.state}`)}</Pill>
        <span className="muted">
          {t("conflict.given")} <MomentText at={entry.at} />
        </span>
      </div>
      <Body {...props} />
      {followers.length === 0 ? null : (
        <p className="conflict__followers">
          <Icon name="lock" size={14} />
          <span>
            {t("conflict.followers", { count: followers.length })} {followers.map(stepLabel).join(", ")}
          </span>
        </p>
      )}
    </li>
  );
}
