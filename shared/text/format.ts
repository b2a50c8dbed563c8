// How money, days, times and account numbers are written. Pure; the words around them come from the catalogue.

const monthNames = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

/** Cents as German money: 123456 → "1.234,56 €". Other currencies keep their code. */
export function formatMoney(cents: number, currency = "EUR"): string {
  const digits = Math.abs(cents).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
  return `${cents < 0 ? "−" : ""}${whole},${digits.slice(-2)}\u00a0${currency === "EUR" ? "€" : currency}`;
}

/** An office date as "24.11.2026". Text that is none comes back as it is. */
export function formatDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts === null ? date : `${parts[3] ?? ""}.${parts[2] ?? ""}.${parts[1] ?? ""}`;
}

/** An office date as "24. November 2026". */
export function formatLongDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (parts === null) return date;
  return `${Number(parts[3])}. ${monthNames[Number(parts[2]) - 1] ?? ""} ${parts[1] ?? ""}`;
}

/** A birth date of which month and day may be unknown: "1961", "03.1961", "14.03.1961". */
export function formatPartialDate(date: {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}): string {
  const two = (value: number): string => value.toString().padStart(2, "0");
  if (date.month === undefined) return date.year.toString();
  return date.day === undefined ? `${two(date.month)}.${date.year}` : `${two(date.day)}.${two(date.month)}.${date.year}`;
}

const clockTime = { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" } as const;
const timeFormat = new Intl.DateTimeFormat("de-DE", clockTime);
const dateTimeFormat = new Intl.DateTimeFormat("de-DE", { ...clockTime, day: "2-digit", month: "2-digit", year: "numeric" });

/** A moment as the town hall's clock shows it: "24.11.2026, 08:41". */
export function formatDateTime(iso: string): string {
  return dateTimeFormat.format(Date.parse(iso));
}

/** A moment's clock time: "08:41". */
export function formatTime(iso: string): string {
  return timeFormat.format(Date.parse(iso));
}

/** An IBAN in groups of four. */
export function formatIban(iban: string): string {
  return iban.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ");
}

/** Bytes in words: "1,4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} Byte`;
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 10 ? 1 : 0).replace(".", ",")} ${units[power - 1] ?? ""}`;
}
