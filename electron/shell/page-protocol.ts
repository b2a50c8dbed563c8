// The screens' own address, `app://desk/`: the same files and the same policy as on the other host.
// Must never answer for another name than `desk`, nor read anything outside the built page.
import { protocol, type Session } from "electron";
import { securityHeaders } from "../workstation/page/content-policy.ts";
import type { PageFiles } from "../workstation/page/page-files.ts";

export const pageOrigin = "app://desk";

/** Has to run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Whether an address is one of our own page. */
export function isPageAddress(address: string): boolean {
  return address.startsWith(`${pageOrigin}/`);
}

/** Answers every request for the page in this session. */
export function servePage(session: Session, page: PageFiles): void {
  session.protocol.handle("app", async (request) => {
    if (!isPageAddress(request.url)) return new Response(null, { status: 404, headers: securityHeaders });
    const path = request.url.slice(pageOrigin.length).replace(/[?#].*$/u, "");
    const answer = await page.answer(request.method, path, request.headers.get("range") ?? undefined);
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  });
}
