// Who works in the demo town hall, with which rights. The rules of § 42 KomHKVO hold here too: nobody orders and pays.
import type { Actor, Grant, Role } from "../../shared/domain/actor.ts";
import { newTownPolicy, type Directory, type Policy } from "../../shared/domain/policy.ts";
import type { TownPerson } from "../store/town.ts";
import { filePlan } from "./file-plan.ts";

export const demoTenant = "bevensen-ebstorf";

export const demoUnits = [
  { id: "buergerservice", name: "Bürgerservice", short: "BS" },
  { id: "standesamt", name: "Standesamt", short: "StA" },
  { id: "gewerbe", name: "Gewerbe und Ordnung", short: "GO" },
  { id: "steuern", name: "Steuern", short: "St" },
  { id: "finanzen", name: "Finanzen", short: "Fin" },
  { id: "kasse", name: "Kasse", short: "Ka" },
  { id: "zentrale-dienste", name: "Zentrale Dienste", short: "ZD" },
] as const;

type UnitId = (typeof demoUnits)[number]["id"] | "*";

/** Somebody of the demo town, with a sentence about what they do for the screen that offers the accounts. */
export interface DemoPerson {
  readonly userName: string;
  readonly name: string;
  readonly password: string;
  readonly task: string;
  readonly actor: Actor;
}

const held = (role: Role, ...units: readonly UnitId[]): Grant[] => units.map((unit) => ({ role, unit }));
const ordering = (euros: number, ...units: readonly UnitId[]): Grant[] =>
  units.map((unit) => ({ role: "ORDERING", unit, limitCents: euros * 100 }));
const deputy = (person: string, role: Role, ...units: readonly UnitId[]): Grant[] =>
  units.map((unit) => ({ role, unit, onBehalfOf: idOf(person) }));

function idOf(userName: string): string {
  return `p-${userName}`;
}

function person(userName: string, name: string, task: string, ...grants: readonly (readonly Grant[])[]): DemoPerson {
  return { userName, name, task, password: `demo-${userName}`, actor: { personId: idOf(userName), name, grants: grants.flat() } };
}

/** Everybody who may sign in to the demo town; `password` is `demo-<user name>`. The first eight stand in the text at the start. */
export const demoPeople: readonly DemoPerson[] = [
  person(
    "kbrandt",
    "Karin Brandt",
    "Sachbearbeitung im Bürgerservice, Standesamt, Gewerbe und bei den Steuern",
    held("CLERK", "buergerservice", "standesamt", "gewerbe", "steuern"),
  ),
  person(
    "mpetersen",
    "Malte Petersen",
    "Rechnungen erfassen, sachlich und rechnerisch feststellen",
    held("CAPTURE", "*"),
    held("CERT_FACTUAL", "*"),
    held("CERT_ARITHMETIC", "*"),
  ),
  person("shartmann", "Sabine Hartmann", "Anordnen bis 10.000 €, Archiv", ordering(10_000, "*"), held("ARCHIVE", "*")),
  person("jlueders", "Jens Lüders", "Leitung: anordnen ohne Grenze, Sachbearbeitung überall", held("ORDERING", "*"), held("CLERK", "*")),
  person("tvoss", "Thomas Voss", "Kasse: Zahlungsläufe zusammenstellen und freigeben", held("CASH", "*")),
  person("rfricke", "Renate Fricke", "Rechnungsprüfung: liest alles", held("AUDIT", "*")),
  person(
    "hmeyer",
    "Heike Meyer",
    "Sachbearbeitung im Bürgerservice, vertritt Karin Brandt",
    held("CLERK", "buergerservice"),
    deputy("kbrandt", "CLERK", "buergerservice", "standesamt"),
  ),
  person("aseidel", "Anke Seidel", "Administration: Geräte einrichten und sperren, keine Vorgänge", held("ADMIN", "*")),
  person("dkrueger", "Dirk Krüger", "Standesbeamter", held("CLERK", "standesamt"), held("CERT_FACTUAL", "standesamt")),
  person(
    "nschulze",
    "Nadine Schulze",
    "Sachbearbeitung Gewerbe und Ordnung",
    held("CLERK", "gewerbe"),
    held("CERT_FACTUAL", "gewerbe"),
    held("CAPTURE", "gewerbe"),
  ),
  person("ubehrens", "Uwe Behrens", "Sachbearbeitung Steuern", held("CLERK", "steuern"), deputy("kbrandt", "CLERK", "gewerbe")),
  person(
    "lwinkel",
    "Lena Winkel",
    "Poststelle und Zentrale Dienste: erfassen, ablegen",
    held("CLERK", "zentrale-dienste"),
    held("ARCHIVE", "zentrale-dienste"),
    held("CAPTURE", "*"),
  ),
  person(
    "gthiele",
    "Gesa Thiele",
    "Finanzen: rechnerisch feststellen, Akten führen",
    held("CERT_ARITHMETIC", "*"),
    held("CLERK", "finanzen", "kasse"),
    held("CERT_FACTUAL", "finanzen", "kasse", "steuern"),
  ),
  person(
    "pdrewes",
    "Petra Drewes",
    "Anordnen bis 5.000 € für Zentrale Dienste und Bürgerservice, vertritt Sabine Hartmann",
    ordering(5_000, "zentrale-dienste", "buergerservice"),
    [{ role: "ORDERING", unit: "*", limitCents: 500_000, onBehalfOf: idOf("shartmann") }],
    held("CERT_FACTUAL", "zentrale-dienste", "buergerservice"),
  ),
  person(
    "iahlers",
    "Insa Ahlers",
    "Kasse: gibt Zahlungsläufe von Thomas Voss frei, vertritt ihn",
    held("CASH", "*"),
    deputy("tvoss", "CASH", "*"),
  ),
];

/** The actor with this user name. */
export function demoActor(userName: string): Actor {
  const found = demoPeople.find((candidate) => candidate.userName === userName);
  if (found === undefined) throw new Error(`impossible: the demo town has no ${userName}`);
  return found.actor;
}

/** The demo people as the import wants them. */
export function townPeople(): readonly TownPerson[] {
  return demoPeople.map(({ userName, password, actor }) => ({ id: actor.personId, userName, password, grants: actor.grants }));
}

/** What the demo town's cash office pays from, an account no bank has given out, and how its tables are written. */
const demoPayment: Pick<Policy, "payingAccount" | "paymentTable"> = {
  payingAccount: { name: "Samtgemeinde Bevensen-Ebstorf", iban: "DE02120300000000202051", bic: "BYLADEM1001" },
  paymentTable: {
    name: "Finanzverfahren",
    columns: [
      { heading: "Laufnummer", from: "runNumber" },
      { heading: "Kreditor", from: "payee" },
      { heading: "IBAN", from: "iban" },
      { heading: "Rechnungsnummer", from: "invoiceNumber" },
      { heading: "Belegdatum", from: "issueDate" },
      { heading: "Produktsachkonto", from: "account" },
      { heading: "Kostenstelle", from: "costCentre" },
      { heading: "Betrag", from: "bookingAmount" },
      { heading: "Zahlbetrag", from: "amount" },
      { heading: "Zahltag", from: "executeOn" },
    ],
    headings: true,
    separator: ";",
    encoding: "Windows-1252",
    amounts: "comma",
    dates: "DD.MM.YYYY",
    lines: "booking",
  },
};

/** Units, people and file plan of the demo town. */
export function demoDirectory(policy: Policy = newTownPolicy): Directory {
  const allUnits = demoUnits.map((unit) => unit.id);
  const unitsOf = (grants: readonly Grant[]): string[] =>
    grants.some((grant) => grant.unit === "*") ? allUnits : allUnits.filter((unit) => grants.some((grant) => grant.unit === unit));
  return {
    tenant: demoTenant,
    townName: "Samtgemeinde Bevensen-Ebstorf",
    units: demoUnits.map((unit) => ({ ...unit })),
    people: demoPeople.map(({ name, actor }) => ({ id: actor.personId, name, units: unitsOf(actor.grants) })),
    filePlan: [...filePlan],
    policy: { ...policy, ...demoPayment },
  };
}
