// Days of delivery and payment, discounts and customer numbers in the words that German invoices have for them.
import { describe, expect, it } from "vitest";
import { documentTextOf, type DocumentText } from "./document-text.ts";
import { findCustomerNumber } from "./find-customer.ts";
import { findDueDate, findIssueDate } from "./find-dates.ts";
import { findDeliveryDate } from "./find-delivery.ts";
import { findDiscounts } from "./find-discounts.ts";
import { findKind } from "./find-kind.ts";

function textOf(...lines: readonly string[]): DocumentText {
  const placed = lines.map((text, index) => ({
    top: 100 + index * 14,
    height: 10,
    cells: text.split("  ").map((cell, at) => ({ text: cell, x: 60 + at * 150, width: 140 })),
  }));
  return documentTextOf([{ number: 1, width: 595, height: 842, lines: placed }]);
}

const issue = "2026-11-05";

describe("day of delivery", () => {
  it.each([
    "Lieferdatum: 03.11.2026",
    "Lieferdatum  03.11.2026",
    "Leistungsdatum 3.11.26",
    "Liefer-/Leistungsdatum: 3. November 2026",
    "Liefertag 03.11.2026",
    "Tag der Lieferung: 03.11.2026",
    "Datum der Leistung 03.11.2026",
    "Versanddatum: 03.11.2026",
    "Ausführungsdatum 03.11.2026",
    "Lieferung am 03.11.2026",
    "Die Lieferung erfolgte am 3. November 2026.",
    "geliefert am 03.11.2026",
    "Leistung erbracht am 03.11.2026",
    "Leistungszeitraum: 01.10.2026 - 03.11.2026",
    "Leistungszeitraum 01.10. – 03.11.2026",
    "Leistungszeitraum: 1.10.26 bis 3.11.26",
    "Abrechnungszeitraum 01.10.2026 bis 03.11.2026",
    "Wartungszeitraum 01.10.2026-03.11.2026",
    "Verbrauchszeitraum vom 01.10.2026 bis 03.11.2026",
    "Zeitraum: 01.10.2026 bis 03.11.2026",
    "Wir berechnen für die Zeit vom 1. Oktober bis 3. November 2026",
    "Für Arbeiten im Zeitraum 01.10.2026 bis 03.11.2026 berechnen wir:",
    "für die am 03.11.2026 ausgeführten Arbeiten",
    "Lieferschein Nr. 4711 vom 03.11.2026",
    "Delivery date 03.11.2026",
  ])("%s", (line) => {
    expect(findDeliveryDate(textOf("Rechnung 4711 vom 05.11.2026", line), issue)?.value).toBe("2026-11-03");
  });

  it.each([
    "Leistungsmonat: Oktober 2026",
    "Leistungszeitraum: Oktober 2026",
    "Leistungszeitraum 10/2026",
    "Abrechnungsmonat Oktober 2026",
  ])("%s: the last day of the month", (line) => {
    expect(findDeliveryDate(textOf(line), issue)).toMatchObject({ value: "2026-10-31", source: "derived", reason: "endOfMonth" });
  });

  it.each([
    "Das Lieferdatum entspricht dem Rechnungsdatum.",
    "Lieferdatum = Rechnungsdatum",
    "Rechnungsdatum ist gleich Lieferdatum",
    "Liefer- und Leistungsdatum entspricht dem Rechnungsdatum",
  ])("%s", (line) => {
    expect(findDeliveryDate(textOf(line), issue)).toMatchObject({ value: issue, source: "derived", reason: "sameAsIssueDate" });
  });

  it.each([
    "Liefertermin nach Absprache",
    "Voraussichtlicher Liefertermin 03.12.2026",
    "Lieferanschrift Lindenstraße 1",
    "Bestelldatum 03.11.2026",
  ])("%s: none", (line) => {
    expect(findDeliveryDate(textOf("Rechnung vom 05.11.2026", line), issue)).toBeNull();
  });
});

describe("day of payment", () => {
  it.each([
    "Zahlbar bis 19.11.2026",
    "zahlbar bis zum 19. November 2026 ohne Abzug",
    "Ohne Abzug zahlbar bis 19.11.2026",
    "Zahlung ohne Abzug bis zum 19.11.2026",
    "Fällig am 19.11.2026",
    "Fälligkeit: 19.11.26",
    "Fälligkeitsdatum  19.11.2026",
    "Fällig ohne jeden Abzug am 19.11.2026",
    "Fällig per 19.11.2026",
    "Zahlungsziel: 19.11.2026",
    "Zahlungsfrist 19.11.2026",
    "Zahlungstermin: 19.11.2026",
    "Der Rechnungsbetrag ist am 19.11.2026 fällig.",
    "Der Betrag wird zum 19.11.2026 fällig.",
    "Bitte überweisen Sie den Betrag bis zum 19.11.2026 auf unser Konto.",
    "Wir bitten um Ausgleich bis spätestens 19.11.2026.",
    "Wir erwarten Ihre Zahlung bis zum 19.11.2026.",
    "Bitte begleichen Sie die Rechnung bis 19.11.2026",
    "zu zahlen bis 19.11.2026",
    "zu zahlen bis zum:  19.11.2026",
    "Due date 19.11.2026",
    "Zahlbar bis / Due by 19.11.2026",
    "bis zum 19.11.2026 rein netto",
    "Zahlungsziel 14 Tage",
    "Zahlbar innerhalb von 14 Tagen ohne Abzug.",
    "14 Tage netto",
    "netto 14 Tage",
    "Zahlung innerhalb von zwei Wochen nach Rechnungsdatum",
    "Bitte überweisen Sie den Rechnungsbetrag innerhalb von 14 Tagen.",
    "Zahlungsbedingung: 14 Tage rein netto",
    "10 Tage 2 % Skonto, 14 Tage netto",
  ])("%s", (line) => {
    expect(findDueDate(textOf("Rechnung vom 05.11.2026", line), issue)?.value).toBe("2026-11-19");
  });

  it("takes the last row of a table of discounts, and no day of a discount", () => {
    const text = textOf("bis 12.11.2026  3 % Skonto", "bis 19.11.2026  netto");
    const discounts = findDiscounts(text, issue);
    expect(discounts?.value).toEqual([{ rate: 300, until: "2026-11-12" }]);
    expect(findDueDate(text, issue, discounts?.value)?.value).toBe("2026-11-19");
  });

  it("wants a look where two days are called the due date, and where it lies before the invoice", () => {
    expect(findDueDate(textOf("Zahlbar bis 19.11.2026", "Fällig am 26.11.2026"), issue)?.confidence).toBeLessThan(0.8);
    expect(findDueDate(textOf("Zahlbar bis 19.10.2026"), issue)?.confidence).toBeLessThan(0.8);
  });
});

describe("discounts", () => {
  const two = { rate: 200, until: "2026-11-15" };
  it.each([
    "2 % Skonto bei Zahlung innerhalb von 10 Tagen",
    "2% Skonto bei Zahlung innerhalb 10 Tagen",
    "Bei Zahlung innerhalb von zehn Tagen gewähren wir 2 % Skonto.",
    "10 Tage 2 % Skonto, 30 Tage netto",
    "2 % 10 Tage, 30 Tage netto",
    "Zahlbar innerhalb 30 Tagen netto, innerhalb 10 Tagen abzgl. 2,00 % Skonto",
    "2 % Skonto bis 15.11.2026",
    "bis zum 15.11.2026 abzüglich 2,0 % Skonto",
    "Bei Zahlung bis 15. November 2026 2 % Skonto = 23,80 €",
    "Skonto 2 % innerhalb von 10 Tagen (bis 15.11.2026)",
    "2 v. H. Skonto bei Zahlung bis zum 15.11.2026",
    "#SKONTO#TAGE=10#PROZENT=2.00#",
    "#SKONTO#TAGE=10#PROZENT=2.00#BASISBETRAG=1190.00#",
  ])("%s", (line) => {
    expect(findDiscounts(textOf("19 % MwSt.  190,00", line), issue)?.value).toEqual([two]);
  });

  it("knows several steps, in either order of rate and term", () => {
    const steps = [{ rate: 300, until: "2026-11-12" }, two];
    expect(findDiscounts(textOf("7 Tage 3 % Skonto, 10 Tage 2 % Skonto, 30 Tage netto"), issue)?.value).toEqual(steps);
    expect(findDiscounts(textOf("3 % Skonto bei Zahlung binnen 7 Tagen, 2 % Skonto binnen 10 Tagen"), issue)?.value).toEqual(steps);
    expect(findDiscounts(textOf("bis 12.11.2026  3 % Skonto  1.000,00", "bis 15.11.2026  2 % Skonto"), issue)?.value).toEqual(steps);
    expect(findDiscounts(textOf("#SKONTO#TAGE=7#PROZENT=3.00# #SKONTO#TAGE=10#PROZENT=2.00#"), issue)?.value).toEqual(steps);
  });

  it("runs over the end of a line", () => {
    expect(findDiscounts(textOf("Bei Zahlung innerhalb von 10 Tagen gewähren", "wir Ihnen 2 % Skonto."), issue)?.value).toEqual([two]);
    expect(findDiscounts(textOf("Wir gewähren 2 % Skonto bei Zahlung", "innerhalb von 10 Tagen, danach netto."), issue)?.value).toEqual([
      two,
    ]);
  });

  it.each([
    "Zahlbar ohne Skonto bis 15.11.2026",
    "Skonto wird nicht gewährt",
    "Kein Skontoabzug, 19 % MwSt. in 10 Tagen",
    "19 % MwSt., zahlbar in 10 Tagen",
    "Skonto nach Vereinbarung",
  ])("%s: none", (line) => {
    expect(findDiscounts(textOf(line), issue)).toBeNull();
  });

  it("says nothing of a term where nobody knows from when it counts", () => {
    expect(findDiscounts(textOf("10 Tage 2 % Skonto"), null)).toBeNull();
  });
});

describe("customer number", () => {
  it.each([
    "Kundennummer: 10233",
    "Kunden-Nr.  10233",
    "Kd.-Nr. 10233",
    "Kd-Nr.: 10233",
    "KdNr 10233",
    "Ihre Kundennummer 10233",
    "Debitor  10233",
    "Debitoren-Nr. 10233",
    "Customer No. 10233",
    "Kundenkonto 10233",
    "Kunde: 10233",
  ])("%s", (line) => {
    expect(findCustomerNumber(textOf("Rechnungsnummer: 88", line))?.value).toBe("10233");
  });

  it.each(["Rechnungsnummer: 10233", "Kundendienst 05821 10233", "Sehr geehrte Kunden, seit 2026"])("%s: none", (line) => {
    expect(findCustomerNumber(textOf(line))).toBeNull();
  });
});

describe("reminders", () => {
  it.each(["Mahnung", "1. Mahnung", "Letzte Mahnung", "Zahlungserinnerung", "Freundliche Zahlungserinnerung", "Zahlungsaufforderung"])(
    "%s",
    (title) => {
      expect(findKind(textOf("Bürobedarf Heidekorn GmbH", title, "Rechnung Nr. 4711 vom 03.11.2026"))).toBe("reminder");
    },
  );

  it("takes the day of the letter, not that of the invoice", () => {
    const text = textOf("Mahnung", "Datum: 05.11.2026", "Rechnungsdatum: 01.10.2026");
    expect(findIssueDate(text, "reminder")?.value).toBe("2026-11-05");
  });
});
