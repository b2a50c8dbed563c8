// Devices from the command line: codes that admit them, the list, revocation, and the server's own key.
// Must never print a code anywhere but on its own output.
//
// devices make-code --tenant <t> [--name <device>] [--count 1] [--hours 48]
// devices list --tenant <t>
// devices revoke --tenant <t> --device <id> --reason <why>
// devices unattended --tenant <t> --device <id> --unit <id or none>
// devices announce-server-key
// devices use-server-key
import { parseArgs } from "node:util";
import { listDevices, revokeDevice } from "../auth/devices.ts";
import { codeHours, makeEnrolmentCode } from "../auth/enrolment-codes.ts";
import { announceServerKey, useAnnouncedKey } from "../auth/server-identity.ts";
import { setUnattended } from "../auth/unattended.ts";
import { Tenants } from "../store/tenants.ts";
import { needed, runOneOf } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    name: { type: "string", default: "" },
    count: { type: "string", default: "1" },
    hours: { type: "string", default: String(codeHours) },
    device: { type: "string" },
    reason: { type: "string" },
    unit: { type: "string" },
  },
});

function numberOf(option: "count" | "hours", most: number): number {
  const number = Number(values[option]);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new Error(`--${option}: a number from 1 to ${String(most)}`);
  return number;
}

const now = new Date().toISOString();

await runOneOf(values.data, positionals[0], {
  "make-code": async (database) => {
    const lines: string[] = [];
    for (let made = 0; made < numberOf("count", 5000); made += 1) {
      const wanted = { tenant: needed(values, "tenant"), deviceName: values.name, madeBy: "operator" };
      const { code, expiresAt } = await makeEnrolmentCode(database, wanted, now, numberOf("hours", 24 * 90));
      lines.push(`${code}  until ${expiresAt}`);
    }
    return lines.join("\n");
  },
  list: async (database) => {
    const devices = await listDevices(database, needed(values, "tenant"));
    return devices.map((device) => JSON.stringify(device)).join("\n");
  },
  revoke: async (database) => {
    const revocation = { tenant: needed(values, "tenant"), id: needed(values, "device"), reason: needed(values, "reason"), by: "operator" };
    const people = await revokeDevice(database, revocation, now);
    if (people === undefined) throw new Error("no such device");
    return `revoked for ${String(people)} people`;
  },
  unattended: async (database) => {
    const [tenant, unit] = [needed(values, "tenant"), needed(values, "unit")];
    const units = (await new Tenants(database).now(tenant))?.directory.units ?? [];
    if (unit !== "none" && !units.some(({ id }) => id === unit)) throw new Error("no such unit");
    const wish = { tenant, device: needed(values, "device"), unit: unit === "none" ? null : unit, by: "operator" };
    if (!(await setUnattended(database, wish, now))) throw new Error("no such device with a key");
    return unit === "none" ? "it scans no more while nobody is signed in" : `it may scan for ${unit} while nobody is signed in`;
  },
  "announce-server-key": async (database) => `announced: ${await announceServerKey(database, now)}`,
  "use-server-key": async (database) => {
    if (!(await useAnnouncedKey(database, now))) throw new Error("no key was announced");
    return "the announced key signs from now on";
  },
});
