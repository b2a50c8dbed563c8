// Reads from Playwright's JSON report whether every host ran every spec. Must never take "no failure" for "it ran".

type Fields = Readonly<Record<string, unknown>>;

/** One test on one host with how it ended: `expected`, `unexpected`, `flaky` or `skipped`. */
export interface HostTest {
  readonly host: string;
  readonly file: string;
  readonly title: string;
  readonly status: string;
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const listAt = (value: Fields, name: string): readonly Fields[] => {
  const list: unknown = value[name];
  return Array.isArray(list) ? list.filter(isFields) : [];
};
const textAt = (value: Fields, name: string): string => {
  const text = value[name];
  return typeof text === "string" ? text : "";
};

function testsOfSuite(suite: Fields, path: string): readonly HostTest[] {
  const own = listAt(suite, "specs").flatMap((spec) =>
    listAt(spec, "tests").map((one) => ({
      host: textAt(one, "projectName"),
      file: textAt(spec, "file"),
      title: `${path}${textAt(spec, "title")}`,
      status: textAt(one, "status"),
    })),
  );
  return [...own, ...listAt(suite, "suites").flatMap((inner) => testsOfSuite(inner, `${path}${textAt(inner, "title")} › `))];
}

/** Every test on every host that the report tells of. */
export function testsOfReport(report: unknown): readonly HostTest[] {
  return isFields(report) ? listAt(report, "suites").flatMap((suite) => testsOfSuite(suite, "")) : [];
}

/** What the verdict is held against. */
export interface Expected {
  readonly hosts: readonly string[];
  readonly specFiles: readonly string[];
  /** Spec files that only the first host runs. */
  readonly onFirstHostOnly: readonly string[];
}

/** What is wrong: a test that a host should have run and did not, a spec file that ran nowhere or is not there. Empty where all is well. */
export function verdictOnHosts(tests: readonly HostTest[], { hosts, specFiles, onFirstHostOnly }: Expected): readonly string[] {
  const named = (test: HostTest): string => `${test.file} › ${test.title}`;
  const all = [...new Set(tests.map(named))];
  const gone = onFirstHostOnly.filter((file) => !specFiles.includes(file)).map((file) => `no spec is called ${file}`);
  const missing = hosts.flatMap((host, index) => {
    const isDue = (name: string): boolean => index === 0 || !onFirstHostOnly.some((file) => name === file || name.startsWith(`${file} › `));
    const ran = tests.filter((test) => test.host === host && test.status !== "skipped").map(named);
    const lacking = all.filter((name) => isDue(name) && !ran.includes(name)).map((name) => `${host} did not run: ${name}`);
    const files = specFiles.filter((file) => isDue(file) && !ran.some((name) => name.startsWith(`${file} › `)));
    return [...lacking, ...files.map((file) => `${host} ran nothing of ${file}`)];
  });
  return [
    ...(all.length === 0 ? ["no spec ran at all"] : []),
    ...gone,
    ...missing,
    ...tests.filter((test) => test.status === "flaky").map((test) => `${test.host} needed a second try: ${named(test)}`),
    // Said again at the end, where it is found.
    ...tests.filter((test) => test.status === "unexpected").map((test) => `${test.host} failed: ${named(test)}`),
  ];
}
