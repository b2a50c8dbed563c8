// The way of an application: taken, noted on, decided, closed, filed; and who may not.
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Outcome } from "../execute.ts";
import { refusalCodes } from "../refusal.ts";

function codeOf(outcome: Outcome): string {
  return outcome.kind === "refused" ? outcome.refusal.code : "accepted";
}

describe("the way of an application", () => {
  test("claimed, noted on, decided, closed and filed with its document in one command", () => {
    const scene = new Scene();
    const id = scene.application();
    const steps: readonly [string, Record<string, unknown>][] = [
      ["claim", {}],
      ["addNote", { text: "Ausweis lag vor." }],
      ["decide", { outcome: "approved", reason: "" }],
      ["close", {}],
      ["fileAway", { fileId: scene.file("buergerservice"), title: "Meldebescheinigung Sander" }],
    ];
    expect(steps.map(([name, args]) => codeOf(scene.run(cast.clerk, "application", name, id, args)))).toEqual(steps.map(() => "accepted"));
    expect(scene.body("application", id)["state"]).toBe("filed");
    expect(scene.body("document", String(scene.body("application", id)["documentId"]))["title"]).toBe("Meldebescheinigung Sander");
  });

  test("a case belongs to who claimed it; a deputy acts as that person", () => {
    const scene = new Scene();
    const id = scene.application();
    scene.run(cast.clerk, "application", "claim", id, {});
    expect(codeOf(scene.run(cast.colleague, "application", "claim", id, {}))).toBe("claimedByOther");
    expect(codeOf(scene.run(cast.colleague, "application", "decide", id, { outcome: "approved", reason: "" }))).toBe("claimedByOther");
    const deputy = { ...cast.colleague, grants: [{ role: "CLERK", unit: "buergerservice", onBehalfOf: cast.clerk.personId } as const] };
    expect(codeOf(scene.run(deputy, "application", "decide", id, { outcome: "approved", reason: "" }))).toBe("accepted");
  });

  test("a rejection needs a reason; other units have no say; intake belongs to the server", () => {
    const scene = new Scene();
    const id = scene.application();
    scene.run(cast.clerk, "application", "claim", id, {});
    expect(codeOf(scene.run(cast.clerk, "application", "decide", id, { outcome: "rejected", reason: "  " }))).toBe("reasonMissing");
    expect(codeOf(scene.run(cast.stranger, "application", "addNote", id, { text: "?" }))).toBe("notAllowed");
    expect(codeOf(scene.run(cast.clerk, "application", "receive", scene.freshId(), {}))).toBe("badArguments");
  });

  test("handing over moves the record to the other unit's scope and forgets its clerk", () => {
    const scene = new Scene();
    const id = scene.application();
    scene.run(cast.clerk, "application", "claim", id, {});
    const moved = scene.run(cast.clerk, "application", "handOver", id, { unit: "standesamt" });
    expect(moved.kind === "accepted" && moved.records[0]).toMatchObject({ unit: "standesamt", scopes: ["application@standesamt"] });
    expect(scene.body("application", id)).toMatchObject({ state: "received" });
    expect(scene.body("application", id)["clerk"]).toBeUndefined();
  });

  test("a filed application takes no more steps, a closed file no more documents", () => {
    const scene = new Scene();
    const fileId = scene.file("buergerservice");
    scene.run(cast.clerk, "file", "close", fileId, {});
    const id = scene.application();
    scene.run(cast.clerk, "application", "claim", id, {});
    scene.run(cast.clerk, "application", "decide", id, { outcome: "approved", reason: "" });
    expect(codeOf(scene.run(cast.clerk, "application", "fileAway", id, { fileId, title: "x" }))).toBe("fileClosed");
    expect(codeOf(scene.run(cast.clerk, "application", "fileAway", id, { fileId: scene.freshId(), title: "x" }))).toBe("recordMissing");
  });

  test("unknown kinds and commands are refused by name, and every code in use is on the list", () => {
    const scene = new Scene();
    const id = scene.application();
    const codes = [
      codeOf(scene.run(cast.clerk, "permit", "grant", id, {})),
      codeOf(scene.run(cast.clerk, "application", "toString", id, {})),
      codeOf(scene.run(cast.clerk, "application", "claim", scene.freshId(), {})),
    ];
    expect(codes).toEqual(["unknownKind", "unknownCommand", "recordMissing"]);
    expect(refusalCodes).toEqual(expect.arrayContaining(codes));
  });
});
