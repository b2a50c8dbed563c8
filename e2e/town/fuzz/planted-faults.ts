// Every planted fault by its name.
import { faultsOfDesks } from "./faults-of-desks.ts";
import { faultsOfRules } from "./faults-of-rules.ts";
import { faultsOfServers } from "./faults-of-servers.ts";
import { faultsOfWires } from "./faults-of-wires.ts";
import type { PlantedFault } from "./planted.ts";

/** A fault is made anew for each run: some keep note of what they saw. */
export const plantedFaults: Readonly<Record<string, () => PlantedFault>> = {
  ...faultsOfServers,
  ...faultsOfDesks,
  ...faultsOfWires,
  ...faultsOfRules,
};
