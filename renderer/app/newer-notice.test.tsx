// A record of a newer program is shown as far as it goes, says so quietly, and offers no step that would write it.
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { refusals } from "../../shared/text/de/refusals.ts";
import { applicationId, buildApplicationRecord } from "../../shared/testing/application-builder.ts";
import { buildInvoiceRecord } from "../../shared/testing/invoice-builder.ts";
import { draw } from "../testing/draw.tsx";
import { memoryDesk } from "../testing/memory-desk.ts";
import { RecordView } from "./record-views.tsx";

afterEach(cleanup);

const application = buildApplicationRecord({ applicant: { familyName: "Lührs", givenNames: "Svenja" } });
const invoice = buildInvoiceRecord({});
const newer = { schema: 2, colour: "blau" };

test("an application of a newer form is read, with the sentence, and no step is possible", async () => {
  draw(
    <RecordView record={{ kind: "application", id: applicationId }} />,
    memoryDesk({ records: [{ ...application, body: { ...application.body, ...newer } }] }),
  );
  expect(await screen.findByText(refusals.recordTooNew, { selector: ".message *" })).toBeDefined();
  expect((await screen.findAllByText(/Lührs/u)).length).toBeGreaterThan(0);
  const decide = await screen.findByRole("button", { name: "Entscheiden …" });
  expect(decide.getAttribute("aria-disabled")).toBe("true");
});

test("an invoice of a newer form is read as well", async () => {
  draw(
    <RecordView record={{ kind: "invoice", id: invoice.id }} />,
    memoryDesk({ records: [{ ...invoice, body: { ...invoice.body, ...newer } }] }),
  );
  expect(await screen.findByText(refusals.recordTooNew, { selector: ".message *" })).toBeDefined();
  expect((await screen.findAllByText(/Uhlenbusch/u)).length).toBeGreaterThan(0);
});

test("a record of today's form says nothing of the kind", async () => {
  draw(<RecordView record={{ kind: "application", id: applicationId }} />, memoryDesk({ records: [application] }));
  await waitFor(() => expect(screen.getAllByText(/Lührs/u).length).toBeGreaterThan(0));
  expect(screen.queryByText(refusals.recordTooNew)).toBeNull();
});
