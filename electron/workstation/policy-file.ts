// Where the administrators of a managed installation write what holds on this machine: {"loopbackHost": false, "server": "https://…",
// "enrolmentCode": "…"}. A place that only they can write to.
import { join } from "node:path";

export function policyFile(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string {
  if (platform === "win32") return join(environment["ProgramData"] ?? "C:\\ProgramData", "Amtsstube", "policy.json");
  if (platform === "darwin") return "/Library/Application Support/Amtsstube/policy.json";
  return "/etc/amtsstube/policy.json";
}
