// Passwords under argon2id. Must never keep or log a password.
import { hash, verify } from "@node-rs/argon2";

/** How dear a check is. The default costs an attacker 19 MiB and two passes a guess; tests take less. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

export const defaultCost: PasswordCost = { memoryKiB: 19_456, passes: 2 };

export async function hashPassword(password: string, cost: PasswordCost = defaultCost): Promise<string> {
  return await hash(password, { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: 1 });
}

/** Whether the password belongs to the hash; a hash that cannot be read belongs to no password. */
export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return await verify(passwordHash, password).catch(() => false);
}

let decoy: Promise<string> | undefined;

/** Costs the time of a check where there is no person to check: a stranger cannot tell by the clock which names exist. */
export async function checkNobody(password: string): Promise<false> {
  decoy ??= hashPassword("nobody");
  await passwordMatches(await decoy, password);
  return false;
}
