// German words for kinds, states, roles, services and fields: the terms of the office, once.
import { paymentCommands, runStates } from "./payment.ts";

export const kinds = {
  application: "Antrag",
  invoice: "Rechnung",
  document: "Dokument",
  file: "Akte",
  task: "Wiedervorlage",
  deputyship: "Vertretung",
  supplier: "Lieferant",
  post: "Posteingang",
  account: "Produktsachkonto",
  costCentre: "Kostenstelle",
  budgetLine: "Haushaltsansatz",
  purchaseOrder: "Bestellung",
  paymentRun: "Zahlungslauf",
} as const;

export const states = {
  received: "eingegangen",
  inProgress: "in Bearbeitung",
  decided: "entschieden",
  closed: "abgeschlossen",
  filed: "zu den Akten",
  captured: "erfasst",
  inReview: "in Prüfung",
  ready: "anordnungsreif",
  ordered: "angeordnet",
  paid: "bezahlt",
  open: "offen",
  done: "erledigt",
  discarded: "weggelegt",
  named: "eingetragen",
  ended: "beendet",
  active: "aktiv",
  blocked: "gesperrt",
  ...runStates,
} as const;

/** What an invoice is in beside its state. */
export const stageLabels = {
  returned: "zurückgesandt",
  disputed: "strittig",
  inQuery: "in Rückfrage",
  held: "zurückgestellt",
  credited: "verrechnet",
  inRun: "im Zahlungslauf",
  partlyPaid: "teilweise bezahlt",
  partlyCredited: "mit Gutschrift",
} as const;

export const roleLabels = {
  CLERK: "Sachbearbeitung",
  CAPTURE: "Rechnungserfassung",
  CERT_FACTUAL: "sachliche Feststellung",
  CERT_ARITHMETIC: "rechnerische Feststellung",
  ORDERING: "Anordnungsbefugnis",
  CASH: "Kasse",
  AUDIT: "Rechnungsprüfung",
  ARCHIVE: "Archiv",
  ADMIN: "Administration",
  author: "Urheberschaft",
} as const;

export const outcomes = { approved: "bewilligt", partlyApproved: "teilweise bewilligt", rejected: "abgelehnt" } as const;

export const certificationLabels = { factual: "sachlich richtig", arithmetic: "rechnerisch richtig" } as const;

/** The exact words a person signs; stored with the signature. */
export const statements = {
  factual: "Die Leistung ist vollständig und vertragsgemäß erbracht. Sachlich richtig.",
  arithmetic: "Beträge, Steuer, Skonto und Bankverbindung sind geprüft. Rechnerisch richtig.",
  technical: "Die Leistung entspricht den Regeln der Technik und dem Vertrag. Fachtechnisch richtig.",
  order: "Die Auszahlung wird angeordnet.",
} as const;

export const serviceLabels: Readonly<Record<string, string>> = {
  CIVIL_CERT_BIRTH: "Geburtsurkunde",
  CIVIL_CERT_MARRIAGE: "Eheurkunde",
  CIVIL_CERT_PARTNERSHIP: "Lebenspartnerschaftsurkunde",
  CIVIL_CERT_DEATH: "Sterbeurkunde",
  RESIDENCE_CERT_SIMPLE: "Meldebescheinigung",
  RESIDENCE_CERT_EXTENDED: "Erweiterte Meldebescheinigung",
  DOG_TAX_REGISTER: "Hundesteuer: Anmeldung",
  DOG_TAX_DEREGISTER: "Hundesteuer: Abmeldung",
  TRADE_REGISTER: "Gewerbe: Anmeldung",
  TRADE_CHANGE: "Gewerbe: Ummeldung",
  TRADE_DEREGISTER: "Gewerbe: Abmeldung",
  APPOINTMENT_REQUEST: "Terminwunsch",
  LOST_PROPERTY: "Fundbüro",
};

/** The label of a service; an unknown one is named by its code, never hidden. */
export function serviceLabel(code: string): string {
  return serviceLabels[code] ?? `Nicht zugeordnet (${code})`;
}

export const serviceFieldLabels: Readonly<Record<string, string>> = {
  registryOffice: "Standesamt",
  entryNumber: "Registernummer",
  entryYear: "Jahr des Eintrags",
  eventDate: "Datum des Ereignisses",
  eventPlace: "Ort des Ereignisses",
  personNames: "Namen",
  relationToPerson: "Beziehung zur Person",
  documentForm: "Form der Urkunde",
  copies: "Anzahl",
  usagePurpose: "Verwendungszweck",
  delivery: "Zustellung",
  currentAddress: "Aktuelle Anschrift",
  extraItems: "Zusätzliche Angaben",
  recipientAuthority: "Empfangende Stelle",
  dogName: "Name des Hundes",
  breed: "Rasse",
  birthDate: "Wurfdatum",
  keepingSince: "Gehalten seit",
  acquiredFrom: "Vorherige Haltung",
  chipNumber: "Chipnummer",
  registerNumber: "Registernummer",
  insurance: "Haftpflichtversicherung",
  dogsInHousehold: "Hunde im Haushalt",
  dangerousDog: "Gefährlicher Hund",
  taxTag: "Steuermarke",
  endDate: "Ende",
  reason: "Grund",
  newOwner: "Neue Haltung",
  tagReturned: "Marke zurückgegeben",
  businessName: "Name des Betriebs",
  legalForm: "Rechtsform",
  businessSite: "Betriebsstätte",
  activity: "Tätigkeit",
  startDate: "Beginn",
  sideBusiness: "Nebenerwerb",
  tradeKind: "Art des Gewerbes",
  staff: "Beschäftigte",
  formerSite: "Frühere Betriebsstätte",
  topic: "Anliegen",
  location: "Ort",
  preferredSlots: "Wunschtermine",
  accessibilityNeeds: "Barrierefreiheit",
  reportKind: "Art der Meldung",
  itemCategory: "Gegenstand",
  description: "Beschreibung",
  brand: "Marke",
  colour: "Farbe",
  place: "Fundort",
  onDate: "Datum",
};

export const invoiceFieldLabels: Readonly<Record<string, string>> = {
  number: "Rechnungsnummer",
  issueDate: "Rechnungsdatum",
  dueDate: "Fällig am",
  deliveryDate: "Geliefert am",
  discounts: "Skonto",
  supplier: "Lieferant",
  supplierVatId: "USt-IdNr.",
  supplierTaxNumber: "Steuernummer",
  buyerReference: "Leitweg-ID",
  orderReference: "Bestellnummer",
  customerNumber: "Kundennummer",
  iban: "IBAN",
  bic: "BIC",
  net: "Netto",
  vat: "Umsatzsteuer",
  gross: "Brutto",
  vatLines: "Umsatzsteuer je Satz",
  currency: "Währung",
  remittance: "Verwendungszweck",
  account: "Produktsachkonto",
  bookings: "Kontierung",
};

export const supplierFieldLabels: Readonly<Record<string, string>> = {
  name: "Name",
  otherNames: "Andere Schreibweisen",
  vatId: "USt-IdNr.",
  taxNumber: "Steuernummer",
  customerNumber: "Unsere Kundennummer",
  street: "Straße",
  postcode: "Postleitzahl",
  city: "Ort",
};

export const documentFieldLabels: Readonly<Record<string, string>> = {
  title: "Titel",
  documentDate: "Datum",
  documentType: "Art",
  keywords: "Schlagwörter",
};

export const documentTypeLabels: Readonly<Record<string, string>> = {
  application: "Antrag",
  invoice: "Rechnung",
  letter: "Schreiben",
  minutes: "Niederschrift",
  notice: "Bescheid",
  contract: "Vertrag",
  plan: "Plan",
  other: "Sonstiges",
};

export const commandLabels: Readonly<Record<string, string>> = {
  receive: "Eingang",
  claim: "Übernehmen",
  release: "Zurückgeben",
  handOver: "Abgeben",
  addNote: "Notiz",
  withdrawNote: "Notiz zurücknehmen",
  decide: "Entscheiden",
  withdrawDecision: "Entscheidung zurücknehmen",
  close: "Abschließen",
  reopen: "Wieder öffnen",
  query: "Rückfrage",
  answer: "Rückfrage beantworten",
  hold: "Zurückstellen",
  liftHold: "Zurückstellung aufheben",
  dispute: "Strittig",
  settle: "Geklärt",
  returnToSupplier: "Zurücksenden",
  matchCredit: "Gutschrift verrechnen",
  unmatchCredit: "Verrechnung lösen",
  wantTechnical: "Fachtechnische Feststellung verlangen",
  waiveTechnical: "Auf fachtechnische Feststellung verzichten",
  certifyTechnical: "Fachtechnisch richtig",
  withdrawTechnical: "Fachtechnische Feststellung zurücknehmen",
  fileAway: "Zu den Akten",
  capture: "Erfassen",
  editFields: "Felder ändern",
  assignBookings: "Kontieren",
  takeOut: "Herausnehmen",
  confirmFields: "Angaben bestätigen",
  assign: "Zuweisen",
  certify: "Feststellen",
  "certify.factual": "Sachlich richtig",
  "certify.arithmetic": "Rechnerisch richtig",
  withdrawCertification: "Feststellung zurücknehmen",
  order: "Anordnen",
  withdrawOrder: "Anordnung zurücknehmen",
  recordPayment: "Zahlung vermerken",
  checkTransfer: "Scan prüfen",
  setAside: "Als Dublette ablegen",
  bringBack: "Dublette zurückholen",
  tellApart: "Keine Dublette",
  addRendition: "Durchsuchbare Fassung beilegen",
  rebook: "Umbuchen",
  readPaper: "Papier lesen",
  isLetter: "Keine Rechnung",
  isInvoice: "Als Rechnung führen",
  discard: "Weglegen",
  tell: "Bescheid geben",
  add: "Ablegen",
  describe: "Beschreibung ändern",
  attachText: "Text erkennen",
  open: "Anlegen",
  create: "Anlegen",
  complete: "Erledigen",
  resume: "Wieder aufnehmen",
  name: "Vertretung eintragen",
  end: "Vertretung beenden",
  enter: "Lieferanten eintragen",
  addIban: "IBAN hinterlegen",
  removeIban: "IBAN entfernen",
  confirmIban: "Bankverbindung bestätigen",
  keepIban: "Bankverbindung behalten",
  block: "Lieferanten sperren",
  unblock: "Sperre aufheben",
  learn: "Gelernt",
  forget: "Gelerntes vergessen",
  linkSupplier: "Lieferanten zuordnen",
  unlinkSupplier: "Zuordnung aufheben",
  ...paymentCommands,
  takeBack: "Zurücknehmen",
};

/** What a task made by a rule is about; the task's title names the record. */
const taskTopics: Readonly<Record<string, string>> = {
  certificationVoided: "Feststellung hinfällig",
  orderVoided: "Anordnung hinfällig",
  qualitySample: "Stichprobe",
  deviatingScan: "Neu scannen",
  invoiceQuery: "Rückfrage",
  queryAnswered: "Rückfrage beantwortet",
};

/** What notices say to whoever a scanner folder tells: how many came, out of which folder. */
const noticeWords: Readonly<Record<string, (count: string, one: boolean, folder: string) => string>> = {
  scansArrived: (count, one, folder) => `${count} ${one ? "neuer Scan" : "neue Scans"} aus „${folder}“`,
  scanQuarantined: (count, one, folder) => `${count} ${one ? "Datei" : "Dateien"} aus „${folder}“ in Quarantäne`,
};

/** What came, of a notice: how many, and whether there are more. */
interface Came {
  readonly count: number;
  readonly more: boolean;
}

/** What a task asks for, as lists and headings show it. `came` is there on notices alone. */
export function taskTitle(title: string, topic: string | undefined, came?: Came): string {
  const notice = topic !== undefined && Object.hasOwn(noticeWords, topic) ? noticeWords[topic] : undefined;
  if (notice !== undefined && came !== undefined)
    return notice(came.more ? `mehr als ${String(came.count)}` : String(came.count), came.count === 1, title);
  const words = topic !== undefined && Object.hasOwn(taskTopics, topic) ? taskTopics[topic] : undefined;
  return words === undefined ? title : `${words}: ${title}`;
}
