// Assertions for what cannot be missing; never for bad input, which gets a Refusal or a typed error.

/** The value, or an error that says why its absence is a defect of the program. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`impossible: ${why}`);
  return value;
}
