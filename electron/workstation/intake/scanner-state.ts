// What screens see of a scanner folder: each file with its stage, each day with its balance. Pure.
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { scanFailures, sealedName } from "../../../shared/text/de/screens-scans.ts";
import type { ScanFile, ScanFolder, ScanPages } from "../../../shared/desk/scanner-calls.ts";
import { innerCode } from "../../../scanner-inbox/intake/attachment-failure.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import { isHarmless, mayTakeAnyway } from "../../../scanner-inbox/intake/taken-anyway.ts";
import { agrees } from "../../../scanner-inbox/watch/day-balance.ts";
import type { ScannerFolderState, WaitingFile } from "../../../scanner-inbox/watch/folder-state.ts";
import type { ProposedRecipe } from "../../../scanner-inbox/separate/propose-recipe.ts";

const filesShown = 200;

const asksPassword = new Set(["pdf-password", "pdf-password-wrong"]);

const waitingStages: Readonly<Record<WaitingFile["why"], ScanFile["stage"]>> = {
  arriving: "writing",
  incomplete: "writing",
  hollow: "writing",
  held: "waiting",
  server: "waiting",
  leased: "waiting",
  turn: "waiting",
  unnoted: "waiting",
  empty: "ignored",
  temporary: "ignored",
};

/** What a screen needs to show how a file is proposed to be divided. */
export function scanPagesOf(pageCount: number, { recipe, parts, damaged }: ProposedRecipe): ScanPages {
  return {
    pageCount,
    recipe: { parts: recipe.parts.map((part) => [...part]), leftOut: [...recipe.leftOut] },
    sheets: parts.map(({ sheet }) => (sheet === undefined ? null : { unit: sheet.unit, kind: sheet.kind })),
    damaged: [...damaged],
  };
}

/** `state` is missing where the folder is not watched; `mayStop` says whether the recognition of a claimed file can be called off. */
export function scanFolderOf(
  rule: FolderRule,
  state: ScannerFolderState | undefined,
  lookMs: number,
  untold: readonly string[] = [],
  mayStop: (id: string) => boolean = () => false,
): ScanFolder {
  const files = state === undefined ? [] : filesOf(state, mayStop);
  const {
    mode = "unknown",
    lastLookAt = null,
    alarm = false,
    unreachable = false,
    readOnly = false,
    unnoted = false,
    days = [],
  } = state ?? {};
  return {
    folder: rule.folder,
    unit: rule.unit ?? null,
    kind: rule.kind,
    nested: rule.nested,
    untold: [...untold],
    active: state !== undefined,
    mode,
    lookEverySeconds: lookMs / 1_000,
    lastLookAt: lastLookAt === null ? null : moment(lastLookAt),
    alarm,
    unreachable,
    readOnly,
    unnoted,
    files: files.slice(0, filesShown),
    more: Math.max(0, files.length - filesShown),
    days: days.map((day) => ({ ...day, missing: [...day.missing], agrees: agrees(day) })),
  };
}

/** What wants a person first, then what is under way, then what has ended. */
function filesOf({ failed, processing, waiting, ended }: ScannerFolderState, mayStop: (id: string) => boolean): ScanFile[] {
  const never = { mayTakeAnyway: false, wantsPassword: false, mayLook: false, mayStop: false };
  const none = { id: null, reason: "", size: null, ...never };
  return [
    ...failed.map(({ name, code, text, size, at }): ScanFile => {
      const reason = lookUp(scanFailures, code) === undefined ? text : code;
      const wantsPassword = asksPassword.has(innerCode(code));
      const mayLook = isHarmless(code) || code === "discarded";
      const quarantined = { id: null, name, stage: "quarantined", reason, size, at: moment(at) } as const;
      return { ...never, ...quarantined, mayTakeAnyway: mayTakeAnyway(code), wantsPassword, mayLook };
    }),
    ...processing
      .toSorted((one, other) => Number(other.stage === "review") - Number(one.stage === "review"))
      .map(({ id, name, since, stage, note }): ScanFile => ({
        ...none,
        id,
        name,
        stage,
        reason: note,
        at: moment(since),
        mayStop: mayStop(id),
      })),
    ...waiting.map(({ name, size, firstSeen, why }): ScanFile => {
      return { ...none, name, stage: waitingStages[why], reason: why, size, at: moment(firstSeen) };
    }),
    // What lies in quarantine stands above, as long as it lies there.
    ...ended.flatMap(({ id, name, end, at }): ScanFile[] =>
      end === "quarantined" ? [] : [{ ...none, id, name: name === "" ? sealedName : name, stage: end, at: moment(at) }],
    ),
  ];
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
