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

/** What is wrong: a host that ran another number of tests, a test that was skipped, a spec file that ran nowhere. Empty where all is well. */
export function verdictOnHosts(tests: readonly HostTest[], hosts: readonly string[], specFiles: readonly string[]): readonly string[] {
  const titlesOn = (host: string): readonly string[] =>
    tests
      .filter((test) => test.host === host && test.status !== "skipped")
      .map((test) => `${test.file} › ${test.title}`)
      .toSorted();
  const all = [...new Set(tests.map((test) => `${test.file} › ${test.title}`))];
  return [
    ...(all.length === 0 ? ["no spec ran at all"] : []),
    ...hosts.flatMap((host) => {
      const ran = titlesOn(host);
      const lacking = all.filter((title) => !ran.includes(title)).map((title) => `${host} did not run: ${title}`);
      const files = specFiles
        .filter((file) => !ran.some((title) => title.startsWith(`${file} › `)))
        .map((file) => `${host} ran nothing of ${file}`);
      return [...lacking, ...files];
    }),
    ...tests.filter((test) => test.status === "flaky").map((test) => `${test.host} needed a second try: ${test.title}`),
  ];
}
