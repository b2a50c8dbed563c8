import { describe, expect, test } from "vitest";
import { serviceByLeikaKey, services } from "../../shared/domain/services.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { makeSubmission } from "./submission.ts";

describe("a made submission", () => {
  test.each(services.map((service) => service.code))("for %s names its service, carries a form and comes from nobody real", (code) => {
    const request = makeSubmission(randomOf(code), code);
    expect(serviceByLeikaKey(request.service)?.code ?? request.service).toBe(code);
    expect(request.attachments[0]).toMatchObject({ purpose: "form", mime: "application/pdf" });
    expect(
      Buffer.from(request.attachments[0]?.base64 ?? "", "base64")
        .subarray(0, 5)
        .toString("latin1"),
    ).toBe("%PDF-");
    expect(request.applicant.email).toMatch(/@example\.org$/u);
  });

  test("is the same for one seed, and has an id of its own for another", () => {
    const first = makeSubmission(randomOf(1), "DOG_TAX_REGISTER");
    expect(makeSubmission(randomOf(1), "DOG_TAX_REGISTER")).toEqual(first);
    expect(makeSubmission(randomOf(2), "DOG_TAX_REGISTER").submissionId).not.toBe(first.submissionId);
  });
});
