// Scanner folders in every state, for previews and tests of their screen.
import type { ScanDay, ScanFile, ScanFolder, ScanPages, ServerScanFolder } from "../../shared/desk/scanner-calls.ts";

const at = "2026-11-24T07:41:00.000Z";

function file(name: string, stage: ScanFile["stage"], more: Partial<ScanFile> = {}): ScanFile {
  return {
    id: null,
    name,
    stage,
    reason: "",
    size: null,
    at,
    mayTakeAnyway: false,
    wantsPassword: false,
    mayLook: false,
    mayStop: false,
    ...more,
  };
}

function day(of: Partial<ScanDay> & Pick<ScanDay, "day">): ScanDay {
  return { seen: 0, booked: 0, duplicate: 0, quarantined: 0, elsewhere: 0, spooled: 0, waiting: 0, agrees: true, missing: [], ...of };
}

const plain: ScanFolder = {
  folder: "/home/kbrandt/Scanner",
  unit: null,
  kind: "invoice",
  nested: false,
  untold: [],
  active: true,
  mode: "events",
  lookEverySeconds: 5,
  lastLookAt: at,
  alarm: false,
  unreachable: false,
  readOnly: false,
  unnoted: false,
  files: [],
  more: 0,
  days: [],
};

/** A busy folder, one that is silent, one the person may not capture for. */
export const previewScans: readonly ScanFolder[] = [
  {
    ...plain,
    files: [
      file("Rechnung_alt.pdf", "quarantined", {
        reason: "pdf-password",
        size: 182_400,
        mayTakeAnyway: true,
        wantsPassword: true,
        mayLook: true,
      }),
      file("IMG_2231.heic", "quarantined", { reason: "type-heic", size: 2_400_000 }),
      file("Stapel.pdf", "review", { id: "claim-1" }),
      file("SCAN_0047.pdf", "reading", { id: "claim-2", reason: "Texterkennung, Seite 3 von 12", mayStop: true }),
      file("SCAN_0046.pdf", "server"),
      file("SCAN_0048.pdf", "writing", { reason: "incomplete", size: 48_128 }),
      file("leer.pdf", "ignored", { reason: "empty", size: 0 }),
      file("SCAN_0045.pdf", "booked"),
      file("SCAN_0044.pdf", "duplicate"),
    ],
    days: [
      day({ day: "2026-11-24", seen: 20, booked: 13, duplicate: 1, quarantined: 2, waiting: 4 }),
      day({ day: "2026-11-23", seen: 41, booked: 40, agrees: false, missing: ["Müllgebühren.pdf"] }),
    ],
  },
  {
    ...plain,
    folder: "//ablage/scans/Bürgerservice",
    unit: "buergerservice",
    kind: "document",
    nested: true,
    mode: "polled",
    lastLookAt: "2026-11-24T06:12:00.000Z",
    alarm: true,
    unreachable: true,
  },
  {
    ...plain,
    folder: "//ablage/scans/Poststelle",
    readOnly: true,
    mode: "polled",
    files: [file("POST_0102.pdf", "elsewhere"), file("POST_0101.pdf", "booked")],
    days: [day({ day: "2026-11-24", seen: 2, booked: 1, elsewhere: 1 })],
  },
  {
    ...plain,
    folder: "//ablage/scans/Kasse",
    readOnly: true,
    mode: "polled",
    files: [
      file("Beleg_7.pdf", "waiting", { reason: "server", size: 91_200 }),
      file("Beleg_6.pdf", "waiting", { reason: "server", size: 88_064 }),
    ],
    days: [day({ day: "2026-11-24", seen: 2, waiting: 2 })],
  },
  { ...plain, folder: "//ablage/scans/Bauamt", unit: "bauamt", active: false, lastLookAt: null, mode: "unknown" },
];

const upright = (...pages: readonly number[]) => pages.map((page) => ({ page, turn: 0 as const }));

/** A stack of eight sheets: two invoices behind separator sheets, a blank back, and a sheet that cannot be read. */
export const previewPages: ReadonlyMap<string, ScanPages> = new Map([
  [
    "claim-1",
    {
      pageCount: 8,
      recipe: {
        parts: [upright(2, 3), upright(6, 8)],
        leftOut: [
          { page: 1, reason: "separator" },
          { page: 4, reason: "blank" },
          { page: 5, reason: "separator" },
          { page: 7, reason: "separator" },
        ],
      },
      sheets: [
        { unit: "finanzen", kind: "invoice" },
        { unit: "buergerservice", kind: "document" },
      ],
      damaged: [7],
    },
  ],
]);

/** A folder the server watches, with a file that wants a person. */
export const previewServerScans: readonly ServerScanFolder[] = [
  {
    server: "scan01",
    folder: "/srv/scans/poststelle",
    unit: "finanzen",
    kind: "invoice",
    nested: true,
    lastLookAt: at,
    alarm: false,
    unreachable: false,
    readOnly: false,
    unnoted: false,
    waiting: 3,
    quarantined: [{ name: "Stapel vom Dienstag.pdf", reason: "wants-person", size: 1_204_000, at, mayTakeAnyway: true }],
    more: 0,
    days: [day({ day: "2026-11-24", seen: 14, booked: 10, quarantined: 1, waiting: 3 })],
  },
  {
    server: "scan01",
    folder: "Postfach rechnungen@musterstadt.example",
    unit: "finanzen",
    kind: "invoice",
    nested: false,
    lastLookAt: at,
    alarm: false,
    unreachable: false,
    readOnly: false,
    unnoted: false,
    waiting: 0,
    quarantined: [],
    more: 0,
    days: [day({ day: "2026-11-24", seen: 6, booked: 6 })],
    mailbox: { trouble: "password" },
  },
];
