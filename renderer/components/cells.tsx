// Values as lists and panes show them: days, deadlines, money, ages. Everything that colour says stands there as a word too.
import { useTranslation } from "react-i18next";
import { daysBetween, officeDateAt } from "../../shared/base/office-date.ts";
import { formatDate, formatDateTime, formatMoney, formatTime } from "../../shared/text/format.ts";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

/** An office date. */
export function DateText({ date }: { readonly date: string }) {
  return <time dateTime={date}>{formatDate(date)}</time>;
}

/** A moment: date and clock time. */
export function MomentText({ at }: { readonly at: string }) {
  return <time dateTime={at}>{formatDateTime(at)}</time>;
}

/** An amount, figures in columns of equal width. */
export function Money({ cents, currency }: { readonly cents: number; readonly currency?: string | null }) {
  return <span className="money">{formatMoney(cents, currency ?? "EUR")}</span>;
}

/** How far a deadline is away, with an icon; `today` is the office date. */
export function Deadline({ date, today }: { readonly date: string | null; readonly today: string }) {
  const { t } = useTranslation();
  if (date === null) return <span className="muted">{t("common.none")}</span>;
  const days = daysBetween(today, date);
  const level = days < 0 ? "overdue" : days <= 1 ? "soon" : days <= 3 ? "near" : "far";
  const text =
    days < 0
      ? t("common.deadline.overdue", { count: -days })
      : days === 0
        ? t("common.deadline.today")
        : days === 1
          ? t("common.deadline.tomorrow")
          : t("common.deadline.inDays", { count: days });
  return (
    <span className={classNames("deadline", `deadline--${level}`)} title={formatDate(date)}>
      <Icon name={level === "overdue" ? "warning" : level === "far" ? "calendar" : "clock"} size={13} />
      <time dateTime={date}>{text}</time>
    </span>
  );
}

/** When something came in, the nearer the finer: "heute, 08:41", "gestern", "vor 3 Tagen", a date. */
export function Age({ at, today }: { readonly at: string; readonly today: string }) {
  const { t } = useTranslation();
  const days = daysBetween(officeDateAt(Date.parse(at)), today);
  const text =
    days <= 0
      ? t("common.age.today", { time: formatTime(at) })
      : days === 1
        ? t("common.age.yesterday")
        : days < 14
          ? t("common.age.days", { count: days })
          : formatDate(officeDateAt(Date.parse(at)));
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {text}
    </time>
  );
}

/** Own steps on a record that the server has not answered, or has refused. Nothing where there are none. */
export function WaitingMark({ waiting, refused }: { readonly waiting: number; readonly refused: number }) {
  const { t } = useTranslation();
  if (refused > 0)
    return (
      <span className="waiting-mark waiting-mark--refused" title={t("common.waiting.refused", { count: refused })}>
        <Icon name="error" size={13} />
        {t("common.waiting.refusedShort")}
      </span>
    );
  if (waiting > 0)
    return (
      <span className="waiting-mark" title={t("common.waiting.waiting", { count: waiting })}>
        <Icon name="hourglass" size={13} />
        {t("common.waiting.waitingShort")}
      </span>
    );
  return null;
}
