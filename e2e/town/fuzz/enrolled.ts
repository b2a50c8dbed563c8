// PCs that were enrolled before the day begins: the exchange itself has tests of its own.
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { writeDevice } from "../../../electron/workstation/session/device-file.ts";
import { keptKey, newDeviceKey } from "../../../electron/workstation/session/device-key.ts";
import { admitDevice } from "../../../server/auth/devices.ts";
import type { Queryable } from "../../../server/store/database.ts";
import { directoryOfTown, startOfTown } from "./town-data.ts";

/** Leaves in the PC's folder what an enrolment leaves there, and in the database what it leaves there. */
export async function enrolPc(
  database: Queryable,
  pc: { readonly folder: string; readonly name: string; readonly tenant: string; readonly serverKeys: readonly string[] },
): Promise<void> {
  const { folder, name, tenant, serverKeys } = pc;
  const at = new Date(startOfTown).toISOString();
  const drawn = newDeviceKey();
  const device = randomUUID();
  await admitDevice(database, { tenant, id: device, name, publicKey: drawn.publicKey, by: "operator" }, at);
  const known = { serverUrl: "http://town", tenant, townName: directoryOfTown.townName, deviceName: name, serverKeys: [...serverKeys], at };
  await mkdir(folder, { recursive: true });
  const enrolledWith = { ...known, ...(await keptKey(drawn, null)) };
  await writeDevice(folder, { form: 2, device, lastUserName: "", enrolledWith, reason: "new" });
}
