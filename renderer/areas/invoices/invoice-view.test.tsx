// The workflow of an invoice: fields with their origin, edits as {from, to}, signatures bound to what one saw, duties kept apart.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Actor } from "../../../shared/domain/actor.ts";
import { emptyInvoiceFields, paymentDigest, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { newTownPolicy, type Policy } from "../../../shared/domain/policy.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { statements } from "../../../shared/text/de/domain.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

// No viewer: jsdom draws no PDF.
const document = { sha256: "ab".repeat(32), name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };
const orderer: Actor = { personId: "orderer", name: "Olaf Anders", grants: [{ role: "ORDERING", unit: "finanzen", limitCents: 20_000 }] };
const cashier: Actor = { personId: "cashier", name: "Rita Kasse", grants: [{ role: "CASH", unit: "finanzen" }] };

function start(overrides: Partial<Invoice>, actor?: Actor, contents?: ReadonlyMap<string, Uint8Array>, policy?: Policy) {
  const record = buildInvoiceRecord({ document, ...overrides }, { unit: "finanzen" });
  const desk = memoryDesk({
    records: [record],
    ...(actor === undefined ? {} : { actor }),
    ...(contents === undefined ? {} : { contents }),
    ...(policy === undefined ? {} : { policy }),
  });
  return { desk, id: record.id, ...draw(<InvoiceView id={record.id} />, desk) };
}
const bodyOf = ({ desk, id }: ReturnType<typeof start>) => must(desk.record({ kind: "invoice", id }), "it was put in").body;
const base = buildInvoice({ document });
const bothSigned = { factual: buildSignature(base, "a"), arithmetic: buildSignature(base, "b") };

async function retype(user: ReturnType<typeof start>["user"], label: string, text: string): Promise<void> {
  // Focused by hand: without a layout every click would hit the bar between the panes.
  (await screen.findByLabelText(label)).focus();
  await user.keyboard(`{Control>}a{/Control}${text}`);
}

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("each field shows its value in German and where it came from", async () => {
  start({
    origins: {
      gross: { source: "text", confidence: 0.82 },
      number: { source: "xml", confidence: 1 },
      iban: { source: "person", confidence: 1 },
      vat: { source: "derived", confidence: 0.6 },
    },
  });
  expect(await screen.findByLabelText("Brutto")).toHaveProperty("value", "119,00");
  expect(screen.getByLabelText("Fällig am")).toHaveProperty("value", "30.11.2026");
  expect(screen.getByLabelText("IBAN")).toHaveProperty("value", "DE89 3704 0044 0532 0130 00");
  for (const text of ["aus Text, 82 %", "aus XML", "von Hand", "errechnet, 60 %"]) expect(screen.getByText(text)).toBeDefined();
});

test("only changed fields are sent, with what stood there; a wrong amount is not", async () => {
  const drawn = start({});
  await retype(drawn.user, "Brutto", "12,3,4");
  expect(screen.getByText(/als Betrag mit zwei Nachkommastellen/u)).toBeDefined();
  await drawn.user.keyboard("{Enter}");
  expect(drawn.desk.calls.filter((call) => call.name === "submit")).toEqual([]);
  await retype(drawn.user, "Brutto", "1.119,50");
  await retype(drawn.user, "Umsatzsteuer", "1.019,50");
  expect(screen.getByText(/2 Änderungen/u)).toBeDefined();
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({ fields: { gross: 111_950, vat: 101_950 }, origins: { gross: { source: "person" } } });
  });
  const submitted = drawn.desk.calls.find((call) => call.name === "submit")?.args;
  expect(submitted).toMatchObject({
    commands: [{ name: "editFields", args: { fields: { gross: { from: 11_900, to: 111_950 }, vat: { from: 1_900, to: 101_950 } } } }],
  });
  expect(screen.queryByText(/noch nicht gespeichert/u)).toBeNull();
});

test("a change of the amount says that signatures become void, and the invoice says it afterwards", async () => {
  const { user } = start({ certifications: { factual: buildSignature(base, "a") } });
  await retype(user, "Netto", "99,00");
  expect(screen.getByText(/Feststellungen hinfällig/u)).toBeDefined();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Feststellungen sind hinfällig")).toBeDefined();
  expect(screen.getByText(/^Geändert: Netto/u).textContent).toContain("99,00");
  expect(screen.getByText("Hinfällig: Sachlich richtig (Jemand).")).toBeDefined();
});

test("somebody else's value that comes in while one types is shown beside one's own", async () => {
  const drawn = start({});
  await retype(drawn.user, "Lieferant", "Uhlenbusch AG");
  const fields = { ...base.fields, supplier: "Uhlenbusch KG" };
  drawn.desk.put({ ...buildInvoiceRecord({ document, fields }, { unit: "finanzen" }), version: 2 });
  expect(await screen.findByText("Inzwischen geändert: Uhlenbusch KG")).toBeDefined();
  expect(screen.getByLabelText("Lieferant")).toHaveProperty("value", "Uhlenbusch AG");
});

test("one signs the exact words that stood there, bound to the payment fields", async () => {
  const drawn = start({});
  await drawn.user.click(await screen.findByRole("button", { name: "Sachlich richtig …" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(statements.factual)).toBeDefined();
  expect(dialog.getByText("Karla Brandt")).toBeDefined();
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({
      certifications: { factual: { by: "kbrandt", statement: statements.factual, digest: paymentDigest(base) } },
    });
  });
  expect(screen.queryByRole("button", { name: "Sachlich richtig …" })).toBeNull();
});

test("where the municipality wants it, the password comes first: wrong it says so and nothing is signed, right Enter signs", async () => {
  const drawn = start({}, undefined, undefined, newTownPolicy);
  await drawn.user.click(await screen.findByRole("button", { name: "Sachlich richtig …" }));
  const dialog = within(await screen.findByRole("dialog"));
  const field = dialog.getByLabelText("Ihr Passwort");
  expect(globalThis.document.activeElement).toBe(field);
  await drawn.user.keyboard("{Enter}");
  expect(dialog.getByText("Bitte geben Sie Ihr Passwort ein.")).toBeDefined();
  await drawn.user.keyboard("falsch{Enter}");
  expect(await dialog.findByText(/Das Passwort stimmt nicht/u)).toBeDefined();
  expect(field).toHaveProperty("value", "");
  expect(globalThis.document.activeElement).toBe(field);
  expect(bodyOf(drawn)).toMatchObject({ certifications: {} });
  await drawn.user.keyboard("geheim{Enter}");
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({ certifications: { factual: { by: "kbrandt", authenticated: "server" } } });
  });
  expect(JSON.stringify(bodyOf(drawn))).not.toContain("geheim");
  expect(await screen.findByText("Wird am Server geprüft, sobald er erreichbar ist.")).toBeDefined();
});

test("the list of what the server found right names role, amount, four eyes, version and how the person proved themselves", async () => {
  const at = "2026-11-24T08:30:00.000Z";
  const found = { at, role: "CERT_FACTUAL", unit: "finanzen", separated: true, sameVersion: true };
  const ordered = { ...found, role: "ORDERING", unit: "*", amountCents: 11_900, limitCents: 500_000, separated: false };
  const device = "0f0f0f0f-0000-4000-8000-000000000001";
  start({
    certifications: {
      factual: { ...buildSignature(base, "mpetersen"), device, authenticated: "device", authenticatedAt: at, proof: found },
      arithmetic: buildSignature(base, "b"),
    },
    order: {
      ...buildSignature(base, "shartmann"),
      exceptionReason: "krank",
      device,
      authenticated: "server",
      authenticatedAt: at,
      proof: ordered,
    },
  });
  const section = within(must((await screen.findByText("Am Server geprüft")).closest("section"), "the heading has a section"));
  for (const text of [
    "sachliche Feststellung, Finanzen",
    "Anordnungsbefugnis, alle Organisationseinheiten",
    "119,00 €, Anordnungsgrenze 5.000,00 €",
    "Ausnahme mit schriftlicher Begründung",
    /^ohne Netz mit Passwort bestätigt am .*, am Server nachgeprüft$/u,
    /^mit Passwort bestätigt am .*, vom Server geprüft$/u,
    "Für diese Unterschrift gibt es keine Prüfliste. Sie stammt aus der Zeit davor.",
  ])
    expect(section.getByText(text)).toBeDefined();
});

test("a change while the dialog is open makes the signature fail instead of covering it", async () => {
  const drawn = start({});
  await drawn.user.click(await screen.findByRole("button", { name: "Rechnerisch richtig …" }));
  await screen.findByRole("dialog");
  drawn.desk.put({
    ...buildInvoiceRecord({ document, fields: { ...base.fields, iban: "DE02120300000000202051" } }, { unit: "finanzen" }),
    version: 2,
  });
  await drawn.user.keyboard("{Enter}");
  expect(await screen.findByText(/Zahlungsrelevante Angaben haben sich seit Ihrer Prüfung geändert/u)).toBeDefined();
  expect(bodyOf(drawn)).toMatchObject({ certifications: {} });
});

test("ordering works within the limit, and above it says the limit", async () => {
  const small = start({ certifications: bothSigned }, orderer);
  await small.user.click(await screen.findByRole("button", { name: "Anordnen …" }));
  await screen.findByRole("dialog");
  await small.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(bodyOf(small)).toMatchObject({ state: "ordered", order: { by: "orderer" } });
  });
  cleanup();
  const fields = { ...base.fields, net: 40_000, vat: 7_600, gross: 47_600 };
  const big = buildInvoice({ document, fields });
  start({ fields, certifications: { factual: buildSignature(big, "a"), arithmetic: buildSignature(big, "b") } }, orderer);
  const button = await screen.findByRole("button", { name: "Anordnen …" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/über Ihrer Anordnungsgrenze von 200,00/u).length).toBeGreaterThan(0);
});

test("whoever certified takes it back as long as nobody ordered", async () => {
  const drawn = start({});
  await drawn.user.click(await screen.findByRole("button", { name: "Sachlich richtig …" }));
  await screen.findByRole("dialog");
  await drawn.user.keyboard("{Enter}");
  const steps = within(await screen.findByRole("toolbar", { name: "Schritte" }));
  await drawn.user.click(await steps.findByRole("button", { name: "Rückgängig" }));
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({ state: "captured", certifications: {} });
  });
});

test("the cash office notes the day of payment", async () => {
  const drawn = start({ certifications: bothSigned, order: buildSignature(base, "orderer") }, cashier);
  await drawn.user.click(await screen.findByRole("button", { name: "Zahlung vermerken …" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByLabelText("Gezahlt am")).toHaveProperty("value", "24.11.2026");
  await drawn.user.click(dialog.getByRole("button", { name: "Zahlung vermerken" }));
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({ state: "paid", payment: { paidOn: "2026-11-24" } });
  });
});

test("a letter that was booked as an invoice says that its paper is being read", async () => {
  const trail = [{ commandId: "c", command: "rebook", by: "oseidel", at: "2026-11-20T08:00:00.000Z" }];
  start({ readState: "notReadYet", documentKind: "other", fields: emptyInvoiceFields, state: "captured", certifications: {}, trail });
  expect(await screen.findByText("Wird gelesen")).toBeDefined();
  expect(screen.queryByText("Noch nicht gelesen")).toBeNull();
});

test("a picture says that it was not read and takes its fields by hand; a second copy is told, not booked", async () => {
  const again = { channel: "mail", fileName: "kopie.pdf", by: "oseidel", at: "2026-11-20T08:00:00.000Z" };
  start({
    readState: "notReadYet",
    documentKind: "picture",
    fields: emptyInvoiceFields,
    arrivals: [must(base.arrivals[0], "built"), again],
  });
  expect(await screen.findByText("Noch nicht gelesen")).toBeDefined();
  expect(screen.getByLabelText("Lieferant")).toHaveProperty("value", "");
  expect(screen.getByText(/Sie wurde nicht doppelt erfasst/u)).toBeDefined();
  expect(screen.getByText(/als „kopie.pdf“/u)).toBeDefined();
});

test("an invoice that came with a mail says from whom, under which subject and when", async () => {
  const mail = {
    from: "Malerbetrieb Heide <rechnung@heide.example>",
    subject: "Rechnung für November",
    sentAt: "2026-11-03T08:15:00.000Z",
  };
  start({ arrivals: [{ ...must(base.arrivals[0], "built"), channel: "mail", mail }] });
  expect(await screen.findByText(mail.from)).toBeDefined();
  expect(screen.getByText("Rechnung für November")).toBeDefined();
  expect(screen.getByText(/^03\.11\.2026/u)).toBeDefined();
});

test("what was recognised in a picture says that it wants a look, and a mended IBAN that it was mended", async () => {
  start({
    origins: {
      number: { source: "text", confidence: 0.72, page: 1, recognised: true },
      iban: { source: "text", confidence: 0.55, page: 1, recognised: true, repaired: true },
    },
    checks: [{ code: "iban-repaired", severity: "warning" }],
  });
  expect(await screen.findByText("Texterkennung, 72 %")).toBeDefined();
  expect(screen.getByText("Texterkennung, nach Prüfziffern berichtigt: bitte prüfen")).toBeDefined();
  expect(screen.getByText(/Die IBAN war schlecht lesbar/u)).toBeDefined();
});

test("checks are told in words, objections first", async () => {
  start({
    checks: [
      { code: "iban-check-digits", severity: "ok" },
      { code: "several-ibans", severity: "warning" },
      { code: "amounts-sum", severity: "error" },
    ],
  });
  await screen.findByText("Die Rechnung nennt mehrere Bankverbindungen");
  const lines = screen.getByRole("heading", { name: "Prüfungen" }).closest("section")?.querySelectorAll("li") ?? [];
  expect([...lines].map((line) => line.firstElementChild?.textContent)).toEqual(["Fehler", "Hinweis", "in Ordnung"]);
  expect(screen.queryByText("Prüfziffern der IBAN")).toBeNull();
});

test("a check that only older programs made is still told in words", async () => {
  start({ checks: [{ code: "xml-differs-from-text", severity: "warning" }] });
  await screen.findByText("XML und sichtbare Rechnung nennen dieselben Beträge und dasselbe Konto");
});

const scanned = {
  arrivals: [
    {
      channel: "scanner",
      fileName: "SCAN0001.pdf",
      by: "p-capture",
      at: "2026-11-18T08:00:00.000Z",
      transfer: { device: "Scanplatz 1", profile: "Rechnungen 300 dpi", readAt: "2026-11-18T07:59:00.000Z", pages: 3 },
    },
  ],
  pages: { shown: [{ page: 2, turn: 180 as const }], leftOut: [{ page: 1, reason: "separator" as const }] },
};

test("a scan has its transfer note, with all that deviates from the paper", async () => {
  start(scanned);
  expect(await screen.findByRole("heading", { name: "Transfervermerk" })).toBeDefined();
  for (const text of ["Scanplatz 1", "Rechnungen 300 dpi", "1 von 3", "Seite 1 ausgelassen (Trennblatt)", "Seite 2 um 180° gedreht"])
    expect(screen.getByText(text)).toBeDefined();
  expect(screen.getByText("1 Seite gehört zu einem anderen Dokument")).toBeDefined();
  expect(screen.getByText("noch nicht verglichen")).toBeDefined();
});

test("pages that were left out can be looked at, each with why; where an older program drew none, nothing is offered", async () => {
  const picture = { sha256: "ef".repeat(32), name: "left-out-0-0.png", mime: "image/png", size: 3 };
  const contents = new Map([[picture.sha256, Uint8Array.from([1, 2, 3])]]);
  const { user } = start({ ...scanned, pages: { ...scanned.pages, pictures: [picture] } }, undefined, contents);
  await user.click(await screen.findByRole("button", { name: "Ausgelassene Seite ansehen" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ausgelassene Seiten" }));
  const [page, ...others] = await dialog.findAllByRole("listitem");
  expect([page?.textContent, others]).toEqual(["Seite 1: Trennblatt", []]);
  expect(page?.querySelector("image")?.getAttribute("href")).toMatch(/^blob:/u);
  cleanup();
  start(scanned);
  expect(await screen.findByRole("heading", { name: "Transfervermerk" })).toBeDefined();
  expect(screen.queryByRole("button", { name: /Ausgelassene/u })).toBeNull();
});

test("a drawn sample asks for the paper; a deviation is described before it is noted", async () => {
  const task = "0197b7a0-0000-8000-8000-000000000001";
  const drawn = start({ ...scanned, quality: { task, checks: [] } });
  expect(await screen.findByText("Für die Stichprobe ausgewählt")).toBeDefined();
  await drawn.user.click(screen.getByRole("button", { name: "Abweichung festhalten …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Abweichung vom Papier" }));
  await drawn.user.click(dialog.getByRole("button", { name: "Festhalten" }));
  expect(dialog.getByText("Bitte beschreiben Sie, was abweicht.")).toBeDefined();
  await drawn.user.type(dialog.getByLabelText(/Was weicht ab/u), "Stempel nicht lesbar");
  await drawn.user.click(dialog.getByRole("button", { name: "Festhalten" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(bodyOf(drawn)["quality"]).toMatchObject({ task, checks: [{ verdict: "deviates", findings: "Stempel nicht lesbar" }] });
  expect(screen.queryByText("Für die Stichprobe ausgewählt")).toBeNull();
  expect(screen.getByText("Dieser Scan weicht vom Papier ab")).toBeDefined();
});
