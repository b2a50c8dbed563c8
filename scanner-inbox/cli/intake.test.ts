import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layouts } from "../propose/layouts-for-tests.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "intake-command-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function intake(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[]; readonly complaint: string }> {
  const script = fileURLToPath(new URL("./intake.ts", import.meta.url));
  return new Promise((settle) => {
    const child = execFile(process.execPath, [script, ...args], (_, stdout, stderr) => {
      settle({ code: child.exitCode ?? -1, lines: stdout.split("\n").filter((line) => line !== ""), complaint: stderr });
    });
  });
}

describe("the intake command", () => {
  it("prints one JSON line a file and a summary, and changes nothing", async () => {
    await mkdir(join(folder, "unter"));
    await writeFile(join(folder, "a.pdf"), await drawPdf({ pages: layouts[0]?.pages ?? [] }));
    await writeFile(join(folder, "b.xml"), "<!DOCTYPE a []><a/>");
    await writeFile(join(folder, "unter", "c.pdf"), await drawPdf({ pages: [[]] }));
    const before = await readdir(folder, { recursive: true });
    const { code, lines, complaint } = await intake(folder, "--json");
    const parsed: unknown[] = lines.map((line) => JSON.parse(line));
    expect(complaint).toBe("");
    expect(code).toBe(0);
    expect(parsed).toMatchObject([
      {
        path: "a.pdf",
        sha256: expect.stringMatching(/^[\da-f]{64}$/u),
        kind: "invoice",
        fields: { number: "2026-00417", gross: 26400 },
        confidence: { gross: 0.95 },
        milliseconds: expect.any(Number),
      },
      { path: "b.xml", kind: null, error: { code: "xml-forbidden" } },
      { path: join("unter", "c.pdf"), kind: "picture", readState: "notReadYet", pageCount: 1 },
      { summary: { files: 3, invoices: 1, notReadYet: 1, unreadable: 1, withCoreFields: 1 } },
    ]);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it("prints lines for people, and fails only where the folder is missing", async () => {
    await writeFile(join(folder, "a.pdf"), await drawPdf({ pages: layouts[0]?.pages ?? [] }));
    const { code, lines } = await intake(folder);
    expect(code).toBe(0);
    expect(lines[0]).toContain("2026-00417  03.11.2026  264,00 EUR  Bürobedarf Heidekorn GmbH");
    const missing = await intake(join(folder, "none"));
    expect(missing.code).toBe(1);
    expect(missing.complaint).toContain("gibt es nicht");
  });
});
