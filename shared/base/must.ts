// Assertions for what cannot be missing; never for bad input, which gets a Refusal or a typed error.

/** The value, or an error that says why its absence is a defect of the program. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`impossible: ${why}`);
  return value;
}

/** Closes a switch: a new member of the union makes the call a type error. */
export function unreachable(value: never): never {
  throw new Error(`impossible: unhandled case ${JSON.stringify(value)}`);
}
