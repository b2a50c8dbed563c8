// Keeps V8's young generation as small as it begins: a first sync makes much short-lived text, and a nursery that grows with it stays big
// for the rest of the day in every thread. Must be called first of all by a process that runs a workstation.
import { setFlagsFromString } from "node:v8";

/** For this process and all its threads. */
export function keepYoungHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
