// JSON that this program wrote into its own store, after a schema had passed it. Must never be used on what comes from outside.

/** The value, taken at its word: the file is encrypted and nobody else writes it. */
export function storedJson<T>(text: string): T {
  return JSON.parse(text) as T;
}
