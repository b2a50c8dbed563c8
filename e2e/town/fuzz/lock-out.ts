// A PC that went astray is locked out; where it turns up again, the administrator makes a code and somebody types it in.
import { makeEnrolmentCode } from "../../../server/auth/enrolment-codes.ts";
import { revokeDevice } from "../../../server/auth/devices.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { officeWork } from "./faults.ts";
import type { TownDesk } from "./town-desk.ts";
import type { World } from "./world.ts";

const timeIn = (world: World): string => new Date(world.scheduler.now()).toISOString();

/** The administrator locks the desk's PC out; from then on no server serves it. */
export async function lockOut(world: World, desk: TownDesk): Promise<void> {
  const { office, tenant, counts } = world;
  if (office.busy > 0) return;
  const { id } = desk.device();
  await officeWork(world, `${desk.name} is locked out`, async () => {
    const known = await revokeDevice(office.database, { tenant, id, reason: "verloren", by: "operator" }, timeIn(world));
    if (known === undefined) return;
    counts.lockOuts += 1;
    office.lockedOut.add(id);
  });
}

/** One step towards admitting the desk's PC again: a code is made, or the one that was made is typed in. False where neither can be now. */
export async function admit(world: World, desk: TownDesk): Promise<boolean> {
  const { office, counts } = world;
  const code = office.codes.get(desk.name);
  if (code === undefined) {
    if (office.busy > 0) return false;
    await officeWork(world, `a code for ${desk.name}`, async () => {
      const wanted = { tenant: world.tenant, deviceName: desk.name, madeBy: "operator" };
      office.codes.set(desk.name, (await makeEnrolmentCode(office.database, wanted, timeIn(world))).code);
    });
    return true;
  }
  office.codes.delete(desk.name);
  if (desk.device().isOut) await nothingOpens(world, desk);
  await world.scheduler.act(desk.name, `${desk.name} enrol`, () => {
    void desk.call("enrol", { serverUrl: "http://localhost", code, deviceName: desk.name }).then((result) => {
      if (!(result instanceof DeskError)) counts.admissions += 1;
    });
  });
  return true;
}

/** Before it is admitted again no password opens anything that lies on a locked-out PC. */
async function nothingOpens(world: World, desk: TownDesk): Promise<void> {
  for (const password of new Set(world.passwords.values()))
    for (const file of await desk.keysOpenedBy(password)) world.ledger.opened(`${file} on ${desk.name}`);
}
