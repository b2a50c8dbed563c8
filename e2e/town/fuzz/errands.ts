// What people do beside the main job: letters that are booked, handed on, filed and rebooked, the list of suppliers, values that want a look.
// Apart from operations.ts, with dice of its own, so that stored steps from before there were errands stay the same runs. Nothing here may
// have a paper read: threads that read are no steps of the scheduler.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { unconfirmedFields } from "../../../shared/domain/invoice/confirm.ts";
import { emptyInvoiceFields, invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { postIdOf, postSchema } from "../../../shared/domain/post/schema.ts";
import { emptySupplierFields, supplierSchema } from "../../../shared/domain/supplier/schema.ts";
import type { StoredRecord } from "../../../electron/workstation/store/records.ts";
import type { Random } from "../../../shared/testing/random.ts";
import type { Counted } from "./counts.ts";
import { recordsAt } from "./operations.ts";
import { paper, unitsOfTown } from "./town-data.ts";
import type { TownDesk } from "./town-desk.ts";
import type { World } from "./world.ts";

interface Errand {
  readonly count: Counted;
  readonly commands: Intention[];
}

const names = ["Heidestrom GmbH", "Muster GmbH", "Papier & Büro Uhlenbusch GmbH"];
const accounts = ["DE89370400440532013000", "DE02120300000000202051"];

/** Somebody at some desk runs an errand, where there is one. */
export async function runErrand(world: World, random: Random): Promise<void> {
  const seats = world.seats.filter(({ desk }) => desk.open() !== undefined && !desk.isClosing());
  const desk = seats.length === 0 ? undefined : random.pick(seats).desk;
  const open = desk?.open();
  if (desk === undefined || open === undefined) return;
  const what = random.weighted({ letter: 1.5, unsure: 2, post: 3, supplier: 2, isLetter: 0.7, confirm: 3 });
  if (what === "letter" || what === "unsure") return await book(world, desk, what, random);
  const records = recordsAt(open.database);
  const errand = what === "supplier" ? withSupplier(random, records) : onPaper(what, random, records);
  if (errand !== undefined) await run(world, desk, `${what} ${errand.commands[0]?.name ?? ""}`, errand);
}

function run(world: World, desk: TownDesk, name: string, { count, commands }: Errand): Promise<void> {
  return world.scheduler.act(desk.name, `${desk.name} errand ${name}`, () => {
    void desk.call("submit", { commands }).then((result) => {
      if (!(result instanceof DeskError) && result.results.every(({ outcome }) => outcome !== "refused")) world.counts[count] += 1;
    });
  });
}

/** A letter comes off the scanner, or an invoice that was not read surely. */
async function book(world: World, desk: TownDesk, what: "letter" | "unsure", random: Random): Promise<void> {
  const number = (what === "letter" ? 20 : 30) + random.int(0, 3);
  const path = join(world.folder, `errand-${String(number)}.pdf`);
  await writeFile(path, paper(number));
  await world.scheduler.act(desk.name, `${desk.name} errand ${what} ${String(number)}`, () => {
    const open = desk.open();
    if (open === undefined) return;
    void open.replica.files
      .addOwn(path)
      .then(async (held) => {
        const name = `papier-${String(number)}.pdf`;
        const document = { ...held, name, mime: "application/pdf" };
        const common = { unit: "finanzen", document, checks: [], arrival: { channel: "scanner", fileName: name } };
        const command = what === "letter" ? { kind: "post", args: common } : { kind: "invoice", args: { ...common, ...unsure(number) } };
        await desk.call("submit", { commands: [{ ...command, name: "capture", recordId: null }] });
      })
      .catch(() => undefined);
  });
}

function unsure(number: number) {
  const fields = { ...emptyInvoiceFields, number: `U-${String(number)}`, supplier: "Muster GmbH", gross: 7_000, currency: "EUR" };
  const origin = { source: "text", confidence: 0.5, recognised: true };
  return { documentKind: "invoice", readState: "read", fields, origins: { number: origin, gross: origin } };
}

function onPaper(what: "post" | "isLetter" | "confirm", random: Random, records: readonly StoredRecord[]): Errand | undefined {
  const some = records.filter(({ kind, body }) => {
    if (kind !== (what === "post" ? "post" : "invoice")) return false;
    return what !== "confirm" || unconfirmedFields(invoiceSchema.parse(body)).length > 0;
  });
  if (some.length === 0) return undefined;
  const record = random.pick(some);
  const { id } = record;
  if (what === "post") {
    const files = records.filter(({ kind }) => kind === "file");
    const fileId = files.length === 0 ? undefined : random.pick(files).id;
    const [name, args] = random.pick(postSteps(record, fileId, random));
    return { count: "letters", commands: [{ kind: "post", name, recordId: id, args }] };
  }
  const body = invoiceSchema.parse(record.body);
  if (what === "isLetter") {
    const post = postIdOf(body.document.sha256, body.pages);
    const away = { kind: "invoice", name: "isLetter", recordId: id, args: { post } };
    return { count: "letters", commands: [away, { kind: "post", name: "rebook", recordId: post, args: { from: id } }] };
  }
  const fields = Object.fromEntries(unconfirmedFields(body).map((name) => [name, body.fields[name]]));
  return { count: "confirmations", commands: [{ kind: "invoice", name: "confirmFields", recordId: id, args: { fields } }] };
}

function postSteps(record: StoredRecord, fileId: string | undefined, random: Random): readonly [string, Intention["args"]][] {
  const { title } = postSchema.parse(record.body);
  const to = `Brief ${random.pick(["rot", "blau"])}`;
  const filing: [string, Intention["args"]][] =
    fileId === undefined ? [] : [["fileAway", { fileId, title: `Abgelegt ${title}`.slice(0, 100), documentType: "letter" }]];
  return [
    ["describe", { fields: { title: { from: title, to } } }],
    ["assign", { unit: random.pick(unitsOfTown) }],
    ["claim", {}],
    ["release", {}],
    ["discard", { reason: "Werbung" }],
    ["reopen", {}],
    ["addNote", { text: "dazu" }],
    ...filing,
  ];
}

function withSupplier(random: Random, records: readonly StoredRecord[]): Errand {
  const known = records.filter(({ kind }) => kind === "supplier");
  const commands = (kind: string, name: string, recordId: string | null, args: Intention["args"]): Errand => ({
    count: "suppliers",
    commands: [{ kind, name, recordId, args }],
  });
  if (known.length === 0 || random.chance(0.4)) {
    const fields = { ...emptySupplierFields, name: random.pick(names) };
    return commands("supplier", "enter", null, { fields, ibans: random.chance(0.5) ? [{ iban: random.pick(accounts), bic: null }] : [] });
  }
  const record = random.pick(known);
  const { fields } = supplierSchema.parse(record.body);
  const [name, args] = random.pick<[string, Intention["args"]]>([
    ["describe", { fields: { city: { from: fields.city, to: random.pick(["Uelzen", "Ebstorf"]) } } }],
    ["addIban", { iban: random.pick(accounts), bic: null }],
    ["block", { reason: "Streit" }],
    ["unblock", {}],
  ]);
  return commands("supplier", name, record.id, args);
}
