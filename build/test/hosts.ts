// Which host runs which spec: the runner, the verdict and Playwright's configuration read the same list.

/** The hosts, by the names of Playwright's projects; the first one runs every spec. */
export const hosts = ["loopback", "shell"] as const;

/** Specs of what page and desk do among themselves: walked on the first host, as the others show that the second carries both. */
export const onFirstHostOnly: readonly string[] = [
  "appearance",
  "archive",
  "conflict",
  "conflict-keys",
  "deputy",
  "divided-scan",
  "duplicates",
  "e-invoice",
  "fields",
  "payment",
  "post",
  "quality-samples",
  "signing",
  "sitting",
  "suppliers",
  "unattended",
].map((name) => `${name}.spec.ts`);
