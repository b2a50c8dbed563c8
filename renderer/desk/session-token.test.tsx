// The ticket in the address: used once, gone from the address, its token kept in this tab only.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetToken, NeedsLinkError, sessionToken } from "./session-token.ts";

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});
afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown) {
  const fetched = vi.fn<typeof fetch>().mockImplementation(async () => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("exchanges the ticket, clears the address and remembers the token for the reload", async () => {
  const fetched = answering(200, { token: "t-1" });
  history.replaceState(null, "", "/#ticket=a%2Fb");
  expect(await sessionToken()).toBe("t-1");
  expect(location.href).not.toContain("ticket");
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"ticket":"a/b"}');
  expect(await sessionToken()).toBe("t-1");
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(localStorage.length).toBe(0);
});

test("without ticket and token a link is needed", async () => {
  await expect(sessionToken()).rejects.toBeInstanceOf(NeedsLinkError);
});

test("a used ticket falls back on the token of the tab, or needs a link", async () => {
  answering(401, {});
  history.replaceState(null, "", "/#ticket=used");
  await expect(sessionToken()).rejects.toBeInstanceOf(NeedsLinkError);
  sessionStorage.setItem("amtsstube.token", "t-2");
  history.replaceState(null, "", "/#ticket=used");
  expect(await sessionToken()).toBe("t-2");
  forgetToken();
  await expect(sessionToken()).rejects.toBeInstanceOf(NeedsLinkError);
});
