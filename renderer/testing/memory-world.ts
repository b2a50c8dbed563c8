// A small town in memory for component tests and previews: people, units, records of every kind, all seeded.
import { derivedId } from "../../shared/base/hash.ts";
import { addDays } from "../../shared/base/office-date.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { defaultPolicy, type Directory } from "../../shared/domain/policy.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { services } from "../../shared/domain/services.ts";
import { buildApplicationRecord } from "../../shared/testing/application-builder.ts";
import { buildDocumentRecord } from "../../shared/testing/document-builder.ts";
import { buildFileRecord } from "../../shared/testing/file-builder.ts";
import { buildInvoice, buildInvoiceFields, buildInvoiceRecord, buildSignature } from "../../shared/testing/invoice-builder.ts";
import { randomOf, type Random } from "../../shared/testing/random.ts";
import { buildTaskRecord } from "../../shared/testing/task-builder.ts";

export const today = "2026-11-24";
export const now = "2026-11-24T09:12:00.000Z";

/** Who sits at the memory desk unless a test says otherwise: clerk, certifier and archivist. */
export const karla: Actor = {
  personId: "kbrandt",
  name: "Karla Brandt",
  grants: [
    { role: "CLERK", unit: "buergerservice" },
    { role: "CLERK", unit: "standesamt", onBehalfOf: "pkrause", until: "2026-12-04" },
    { role: "CAPTURE", unit: "finanzen" },
    { role: "CERT_FACTUAL", unit: "finanzen" },
    { role: "CERT_ARITHMETIC", unit: "finanzen" },
    { role: "ARCHIVE", unit: "buergerservice" },
  ],
};

export const directory: Directory = {
  tenant: "wiesenau",
  townName: "Samtgemeinde Wiesenau",
  units: [
    { id: "buergerservice", name: "Bürgerservice", short: "33" },
    { id: "standesamt", name: "Standesamt", short: "34" },
    { id: "gewerbe", name: "Gewerbe", short: "32" },
    { id: "steuern", name: "Steuern", short: "22" },
    { id: "finanzen", name: "Finanzen", short: "20" },
  ],
  people: [
    { id: "kbrandt", name: "Karla Brandt", units: ["buergerservice", "finanzen"] },
    { id: "oseidel", name: "Ole Seidel", units: ["buergerservice"] },
    { id: "pkrause", name: "Pia Krause", units: ["standesamt"] },
    { id: "mpetersen", name: "Malte Petersen", units: ["finanzen"] },
    { id: "shartmann", name: "Silke Hartmann", units: ["finanzen"] },
  ],
  filePlan: [
    { number: "2", title: "Finanzen", unit: "finanzen", retentionYears: 10 },
    { number: "20.1", title: "Rechnungen", unit: "finanzen", retentionYears: 10 },
    { number: "3", title: "Ordnung und Bürger", unit: "buergerservice", retentionYears: 10 },
    { number: "33.1", title: "Meldebescheinigungen", unit: "buergerservice", retentionYears: 5 },
    { number: "34.1", title: "Geburtsurkunden", unit: "standesamt", retentionYears: 30 },
  ],
  policy: { ...defaultPolicy, payingAccount: { name: "Samtgemeinde Wiesenau", iban: "DE02120300000000202051" } },
};

const familyNames = [
  "Ahrens",
  "Behrens",
  "Cordes",
  "Drewes",
  "Ehlers",
  "Frieling",
  "Gade",
  "Hinrichs",
  "Kaya",
  "Lührs",
  "Öztürk",
  "Wolter",
];
const givenNames = ["Anke", "Bernd", "Carina", "Deniz", "Elke", "Frauke", "Gerd", "Hilal", "Jonas", "Marlene", "Nils", "Svenja"];
const suppliers = [
  "Heidestrom GmbH",
  "Papier & Büro Uhlenbusch GmbH",
  "Tiefbau Röbbel KG",
  "Winterdienst Lührs",
  "Stadtwerke Uelzen-Süd GmbH",
  "Malerbetrieb Sönke Thies",
];
const clerks = ["nobody", "nobody", "kbrandt", "oseidel"] as const;

/** The records of the town. `applications` and `invoices` say how many; the rest is a handful. */
export function memoryRecords(size: Readonly<{ applications: number; invoices: number }>, seed = "memory"): OfficeRecord<AnyBody>[] {
  const random = randomOf(seed);
  const ids = Array.from({ length: 8 }, (_unused, index) => derivedId(`${seed}-fixed`, index));
  const [fileA = "", fileB = "", taskA = "", taskB = ""] = ids;
  return [
    ...Array.from({ length: size.applications }, (_unused, index) => application(random.fork("a", index), derivedId(`${seed}-a`, index))),
    ...Array.from({ length: size.invoices }, (_unused, index) => invoice(random.fork("i", index))),
    buildTaskRecord(
      { title: "Rückmeldung des Standesamts Lüneburg abwarten", dueOn: addDays(today, -1), person: "kbrandt", trail: trail(-6) },
      { id: taskA },
    ),
    buildTaskRecord({ title: "Fundfahrräder: Versteigerung vorbereiten", dueOn: addDays(today, 9), trail: trail(-2) }, { id: taskB }),
    buildFileRecord({}, { id: fileA }),
    buildFileRecord({ number: "20.1-2026/0001", title: "Rechnungen 2026", planNumber: "20.1" }, { id: fileB, unit: "finanzen" }),
    ...Array.from({ length: 40 }, (_unused, index) =>
      buildDocumentRecord(
        {
          title: `Meldebescheinigung ${random.pick(familyNames)}, ${random.pick(givenNames)}`,
          fileId: fileA,
          documentType: "application",
          documentDate: addDays(today, -index * 3),
        },
        { id: derivedId(`${seed}-d`, index) },
      ),
    ),
  ];
}

function trail(days: number) {
  return [{ commandId: "0190a000-0000-7000-8000-0000000000c9", command: "create", by: "oseidel", at: moment(days, 7, 5) }];
}

function moment(days: number, hour: number, minute: number): string {
  const two = (value: number): string => value.toString().padStart(2, "0");
  return `${addDays(today, days)}T${two(hour)}:${two(minute)}:00.000Z`;
}

function application(random: Random, id: string): OfficeRecord<AnyBody> {
  const service = random.pick(services);
  const age = random.int(0, 12);
  const picked = random.pick(clerks);
  const clerk = picked === "nobody" ? undefined : picked;
  const receivedAt = moment(-age, random.int(5, 8), random.int(0, 59));
  const state = clerk === undefined ? ("received" as const) : ("inProgress" as const);
  return buildApplicationRecord(
    {
      service: service.code,
      applicant: {
        familyName: random.pick(familyNames),
        givenNames: random.pick(givenNames),
        birthDate: { year: random.int(1940, 2004), month: 5, day: 9 },
      },
      receivedAt,
      deadline: addDays(today, service.deadline.days - age),
      state,
      ...(clerk === undefined ? {} : { clerk }),
      source: { adapter: "push", submissionId: `OR-${random.digits(7)}` },
      trail: [{ commandId: "0190a000-0000-7000-8000-0000000000c8", command: "receive", by: "system", at: receivedAt }],
    },
    { id, unit: service.unit },
  );
}

function invoice(random: Random): OfficeRecord<AnyBody> {
  const net = random.int(1_500, 900_000);
  const vat = Math.round(net * 0.19);
  const number = `RE-2026-${random.digits(5)}`;
  const fields = buildInvoiceFields({
    supplier: random.pick(suppliers),
    number,
    net,
    vat,
    gross: net + vat,
    issueDate: addDays(today, -random.int(2, 20)),
    dueDate: addDays(today, random.int(-4, 25)),
  });
  const document = { sha256: random.hex(64), name: `${number}.pdf`, mime: "application/pdf", size: 48_213 };
  const receivedAt = moment(-random.int(0, 6), random.int(5, 8), random.int(0, 59));
  const body = buildInvoice({ fields, document, receivedAt });
  const signed = random.int(0, 3);
  return buildInvoiceRecord(
    {
      fields,
      document,
      receivedAt,
      certifications: {
        ...(signed > 1 ? { factual: buildSignature(body, "mpetersen") } : {}),
        ...(signed > 2 ? { arithmetic: buildSignature(body, "mpetersen") } : {}),
      },
      trail: [
        {
          commandId: "0190a000-0000-7000-8000-0000000000c7",
          command: "capture",
          by: "mpetersen",
          at: receivedAt,
          details: { fileName: document.name },
        },
      ],
    },
    { unit: "finanzen" },
  );
}
