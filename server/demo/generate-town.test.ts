import { describe, expect, test } from "vitest";
import { applicationStates, applicationSchema } from "../../shared/domain/application/schema.ts";
import { holdsAnywhere } from "../../shared/domain/actor.ts";
import { documentSchema } from "../../shared/domain/document/schema.ts";
import { fileSchema } from "../../shared/domain/file/schema.ts";
import { invoiceIdOf, invoiceSchema, invoiceStates } from "../../shared/domain/invoice/schema.ts";
import { anyBodySchema } from "../../shared/domain/command.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { directorySchema } from "../../shared/domain/policy.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { services } from "../../shared/domain/services.ts";
import { taskSchema } from "../../shared/domain/task/schema.ts";
import { trailEntrySchema } from "../../shared/domain/trail.ts";
import { z } from "../../shared/base/zod.ts";
import { sha256Of } from "./content.ts";
import { postSchema } from "../../shared/domain/post/schema.ts";
import { generateTown, type DemoTown, type TownOptions } from "./generate-town.ts";
import { demoPeople } from "./people.ts";

const now = new Date("2026-11-24T13:00:00.000Z");
const sizes = { applications: 150, invoices: 90, documents: 120, files: 80, tasks: 20, letters: 16 };

function townOf(options: Partial<TownOptions> = {}): DemoTown {
  return generateTown({ seed: "test", now, ...sizes, ...options });
}

const town = townOf();
const records = [...town.records];

function bodiesOf<T>(kind: string, schema: z.ZodType<T>): readonly T[] {
  return records.filter((record) => record.kind === kind).map((record) => schema.parse(record.body));
}

function fingerprint(all: Iterable<OfficeRecord>): string {
  return sha256Of(JSON.stringify([...all]));
}

describe("a generated town", () => {
  test("is the same for one seed and day, and another for another seed", () => {
    expect(fingerprint(town.records)).toBe(fingerprint(townOf().records));
    expect(fingerprint(town.records)).not.toBe(fingerprint(townOf({ seed: "other" }).records));
  });

  test("has as many records as asked for, each id once", () => {
    const count = (kind: string): number => records.filter((record) => record.kind === kind).length;
    expect({
      applications: count("application"),
      invoices: count("invoice"),
      files: count("file"),
      tasks: count("task"),
      letters: count("post"),
    }).toEqual({
      applications: 150,
      invoices: 90,
      files: 80,
      tasks: 20,
      letters: 16,
    });
    const filed = [...bodiesOf("application", applicationSchema), ...bodiesOf("invoice", invoiceSchema)].filter(
      (body) => body.documentId !== undefined,
    );
    expect(count("document")).toBe(120 + filed.length);
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
  });

  test("holds only records that their kind accepts, with the scopes their kind draws", () => {
    for (const record of records) {
      const kind = kinds.get(record.kind);
      const body = anyBodySchema.parse(record.body);
      expect(kind?.check(body).ok).toBe(true);
      expect(record.scopes).toEqual(kind?.scopes(body, record.unit));
    }
  });

  test("knows every service and every state, and one application of no known service", () => {
    const applications = bodiesOf("application", applicationSchema);
    const seen = new Set(applications.map((body) => `${body.service}/${body.state}`));
    for (const { code } of services) for (const state of applicationStates) expect(seen).toContain(`${code}/${state}`);
    expect(applications.some((body) => !services.some((service) => service.code === body.service))).toBe(true);
    expect(new Set(bodiesOf("invoice", invoiceSchema).map((body) => body.state))).toEqual(new Set(invoiceStates));
    expect(new Set(bodiesOf("post", postSchema).map((body) => body.state))).toEqual(new Set(["open", "discarded"]));
  });

  test("fills only fields that its services have", () => {
    for (const body of bodiesOf("application", applicationSchema)) {
      const service = services.find((candidate) => candidate.code === body.service);
      if (service === undefined) continue;
      const keys = service.fields.map((field) => field.key);
      for (const [key, value] of Object.entries(body.payload)) {
        const type = service.fields.find((field) => field.key === key)?.type;
        expect(keys, body.service).toContain(key);
        if (type === "yesNo") expect(typeof value).toBe("boolean");
        if (type === "number") expect(typeof value).toBe("number");
        if (type === "list") expect(Array.isArray(value)).toBe(true);
        if (type === "date") expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      }
    }
  });

  test("tells histories in order that end before now", () => {
    const bodySchema = z.looseObject({ trail: z.array(trailEntrySchema).min(1) });
    for (const record of records) {
      const times = bodySchema.parse(record.body).trail.map((entry) => entry.at);
      expect(times, `${record.kind} ${record.id}`).toEqual([...times].sort());
      expect(times.at(-1)?.localeCompare(now.toISOString())).toBeLessThanOrEqual(0);
      expect(record.version).toBeGreaterThanOrEqual(times.length > 0 ? 1 : 0);
    }
  });

  test("has work that is overdue and work that is not", () => {
    const today = "2026-11-24";
    const open = bodiesOf("application", applicationSchema).filter((body) => body.state === "received" || body.state === "inProgress");
    const due = open.flatMap((body) => (body.deadline === undefined ? [] : [body.deadline]));
    expect(due.filter((day) => day < today).length).toBeGreaterThan(3);
    expect(due.filter((day) => day >= today).length).toBeGreaterThan(3);
    const unpaid = bodiesOf("invoice", invoiceSchema).filter((body) => body.order === undefined);
    expect(unpaid.some((body) => (body.fields.dueDate ?? today) < today)).toBe(true);
  });

  test("files documents only in files of its plan that were open then", () => {
    const files = new Map(records.filter((record) => record.kind === "file").map((record) => [record.id, fileSchema.parse(record.body)]));
    const plan = new Set(town.directory.filePlan.map((entry) => entry.number));
    for (const file of files.values()) expect(plan).toContain(file.planNumber);
    expect(new Set([...files.values()].map((file) => file.number)).size).toBe(files.size);
    for (const document of bodiesOf("document", documentSchema)) {
      const file = files.get(document.fileId);
      expect(file).toBeDefined();
      if (file?.closedOn !== undefined) expect(document.filedAt.slice(0, 10) <= file.closedOn).toBe(true);
    }
  });

  test("holds every content that its records name, and texts whose hashes the documents carry", async () => {
    const named = new Set<string>();
    JSON.stringify(records, (key, value: unknown) => {
      if (key === "sha256" && typeof value === "string") named.add(value);
      return value;
    });
    const held = new Set<string>();
    for await (const { sha256, bytes } of town.contents) {
      expect(sha256Of(bytes)).toBe(sha256);
      held.add(sha256);
    }
    const texts = new Map([...town.texts].map(({ documentId, text }) => [documentId, text]));
    const textHashes = new Set([...texts.values()].map(sha256Of));
    for (const sha256 of named) expect(held.has(sha256) || textHashes.has(sha256)).toBe(true);
    for (const record of records.filter((candidate) => candidate.kind === "document")) {
      const { text } = documentSchema.parse(record.body);
      expect(sha256Of(texts.get(record.id) ?? "")).toBe(text?.sha256);
      expect(texts.get(record.id)?.length).toBe(text?.characters);
    }
  });

  test("writes documents long enough to search and not all alike", () => {
    const ids = new Set(
      records
        .filter((record) => record.kind === "document" && documentSchema.parse(record.body).about === undefined)
        .map((record) => record.id),
    );
    const texts = [...town.texts].filter(({ documentId }) => ids.has(documentId)).map(({ text }) => text);
    expect(texts.length).toBe(120);
    for (const text of texts) expect(text.length).toBeGreaterThan(700);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("says what each invoice file holds", () => {
    const truth = [...town.truth];
    expect(truth.length).toBe(90);
    for (const { sha256, fields } of truth) {
      expect(records.some((record) => record.id === invoiceIdOf(sha256))).toBe(true);
      expect((fields.net ?? 0) + (fields.vat ?? 0)).toBe(fields.gross);
    }
  });
});

describe("the people of the town", () => {
  test("hold no rights that exclude one another", () => {
    for (const { actor } of demoPeople) {
      const holds = (role: Parameters<typeof holdsAnywhere>[1]): boolean => holdsAnywhere(actor, role, "2026-11-24");
      expect(holds("ORDERING") && holds("CASH"), actor.name).toBe(false);
      if (holds("ADMIN") || holds("AUDIT")) expect(actor.grants.length).toBe(1);
    }
  });

  test("have user names after the house's rule and a password long enough", () => {
    for (const { userName, name, password } of demoPeople) {
      const [first = "", family = ""] = name.toLowerCase().split(" ");
      const ascii = family.replaceAll("ü", "ue").replaceAll("ö", "oe").replaceAll("ä", "ae");
      expect(userName).toBe(`${first.charAt(0)}${ascii}`);
      expect(password.length).toBeGreaterThanOrEqual(8);
    }
    expect(new Set(demoPeople.map(({ userName }) => userName)).size).toBe(demoPeople.length);
  });

  test("fit the directory, whose units and parents in the file plan exist", () => {
    const directory = directorySchema.parse(town.directory);
    const units = new Set(directory.units.map((unit) => unit.id));
    const numbers = new Set(directory.filePlan.map((entry) => entry.number));
    for (const service of services) {
      expect(units).toContain(service.unit);
      expect(numbers).toContain(service.planNumber);
    }
    for (const { number, unit } of directory.filePlan) {
      expect(units).toContain(unit);
      const parent = number.slice(0, Math.max(0, number.lastIndexOf(".")));
      if (parent !== "") expect(numbers).toContain(parent);
    }
    expect(directory.people.map((person) => person.id).sort()).toEqual(town.people.map((person) => person.id).sort());
  });
});

describe("a large town", () => {
  const large = generateTown({
    seed: "large",
    now,
    applications: 1_000_000_000,
    invoices: 0,
    documents: 0,
    files: 0,
    tasks: 0,
    letters: 0,
    openShare: 1,
    forms: "shared",
  });

  test("is made as it is walked: a thousand million applications begin at once", () => {
    const open = new Set<string>();
    let count = 0;
    for (const record of large.records) {
      if (record.kind !== "application") continue;
      open.add(applicationSchema.pick({ state: true }).parse(record.body).state);
      count += 1;
      if (count === 3000) break;
    }
    expect(open).toEqual(new Set(["received", "inProgress"]));
  });

  test("shares its forms: few contents for many applications", async () => {
    const some = generateTown({
      seed: "large",
      now,
      applications: 2000,
      invoices: 0,
      documents: 0,
      files: 0,
      tasks: 0,
      letters: 0,
      forms: "shared",
    });
    const again = generateTown({
      seed: "large",
      now,
      applications: 2000,
      invoices: 0,
      documents: 0,
      files: 0,
      tasks: 0,
      letters: 0,
      forms: "shared",
    });
    const hashesOf = async (town: DemoTown): Promise<readonly string[]> => {
      const hashes: string[] = [];
      for await (const { sha256 } of town.contents) hashes.push(sha256);
      return hashes;
    };
    const hashes = await hashesOf(some);
    expect(hashes.length).toBeLessThan(30);
    expect(await hashesOf(again)).toEqual(hashes);
  });

  test("draws samples of its scans where it is to: those of the last days wait, the others say what was found", () => {
    const drawn = [...townOf({ samples: 20, applications: 0, documents: 0 }).records];
    const sampled = (record: OfficeRecord) => record.kind === "task" && anyBodySchema.parse(record.body)["topic"] === "qualitySample";
    const samples = drawn.filter(sampled).map(({ body }) => taskSchema.parse(body));
    const [open, done] = [samples.filter(({ state }) => state === "open"), samples.filter(({ state }) => state === "done")];
    expect(open.length).toBeGreaterThan(0);
    expect(done.length).toBeGreaterThan(0);
    const scans = drawn.flatMap(({ kind, body }) => (kind === "invoice" ? [invoiceSchema.parse(body)] : []));
    expect(scans.filter(({ quality }) => (quality?.checks.length ?? 0) > 0)).toHaveLength(done.length);
    expect(scans.filter(({ arrivals: [first] }) => first?.channel === "scanner" && first.transfer === undefined)).toEqual([]);
    expect(records.filter(sampled)).toEqual([]);
  });
});
