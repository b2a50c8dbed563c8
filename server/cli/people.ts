// People and erasures from the command line. Passwords are printed once and never logged.
//
// people create --tenant <t> --id <id> --user <name> --name <full name> --grant CLERK@standesamt [--grant …]
// people set-grants --tenant <t> --user <name> --grant CLERK@standesamt [--grant …]
// people reset-password --tenant <t> --user <name>
// people disable --tenant <t> --user <name>
// people erase-payload --tenant <t> --record <id> --order <reference>
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { grantSchema, type Grant } from "../../shared/domain/actor.ts";
import { erasePayloads } from "../audit/erase-payload.ts";
import { noteEvent } from "../audit/note.ts";
import { disablePerson, personByUserName, resetPassword, saveGrants, savePeople } from "../auth/people.ts";
import type { Database } from "../store/database.ts";
import { addToDirectory } from "../store/tenants.ts";
import { runCommand } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    id: { type: "string" },
    user: { type: "string" },
    name: { type: "string" },
    grant: { type: "string", multiple: true, default: [] },
    record: { type: "string" },
    order: { type: "string" },
  },
});

function needed(option: "tenant" | "id" | "user" | "name" | "record" | "order"): string {
  const value = values[option];
  if (value === undefined) throw new Error(`--${option} is missing`);
  return value;
}

function grantsNamed(): readonly Grant[] {
  if (values.grant.length === 0) throw new Error("--grant is missing");
  return values.grant.map((text) => {
    const [role, unit] = text.split("@");
    return grantSchema.parse({ role, unit });
  });
}

function unitsOf(grants: readonly Grant[]): string[] {
  return [...new Set(grants.map((grant) => grant.unit))].filter((unit) => unit !== "*");
}

const now = new Date().toISOString();
const event = () => ({ tenant: needed("tenant"), person: "operator", device: null, at: now });

const commands: Readonly<Record<string, (database: Database) => Promise<string>>> = {
  create: async (database) => {
    const grants = grantsNamed();
    const password = randomBytes(12).toString("base64url");
    const person = { id: needed("id"), userName: needed("user"), name: needed("name"), password, grants };
    await savePeople(database, needed("tenant"), [person], now);
    await addToDirectory(database, needed("tenant"), { id: person.id, name: person.name, units: unitsOf(grants) });
    await noteEvent(database, { ...event(), name: "savePerson", details: { id: person.id } });
    return `password: ${password}`;
  },
  /** In the place of all rights but those to order, which have limits and a command of their own. */
  "set-grants": async (database) => {
    const found = await personByUserName(database, needed("tenant"), needed("user"));
    if (found === undefined) throw new Error("no such person");
    const { personId, name, grants: before } = found.actor;
    const grants = [...grantsNamed(), ...before.filter(({ role }) => role === "ORDERING")];
    await saveGrants(database, needed("tenant"), personId, grants);
    await addToDirectory(database, needed("tenant"), { id: personId, name, units: unitsOf(grants) });
    await noteEvent(database, { ...event(), name: "setGrants", details: { id: personId, grants: values.grant.join(" ") } });
    return "set";
  },
  "reset-password": async (database) => {
    const password = await resetPassword(database, needed("tenant"), needed("user"), now);
    if (password === undefined) throw new Error("no such person");
    await noteEvent(database, { ...event(), name: "resetPassword", details: { user: needed("user") } });
    return `password: ${password}`;
  },
  disable: async (database) => {
    if (!(await disablePerson(database, needed("tenant"), needed("user"), now))) throw new Error("no such person");
    await noteEvent(database, { ...event(), name: "disablePerson", details: { user: needed("user") } });
    return "disabled";
  },
  "erase-payload": async (database) =>
    `erased: ${String(await erasePayloads(database, needed("tenant"), needed("record"), needed("order"), now))}`,
};

await runCommand(values.data, async (database) => {
  const command = commands[positionals[0] ?? ""];
  if (command === undefined) throw new Error(`say one of: ${Object.keys(commands).join(", ")}`);
  return await command(database);
});
