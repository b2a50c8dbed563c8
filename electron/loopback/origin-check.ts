// Whether a request comes from this host's own page: 127.0.0.1 is common to every program and every web page of the machine.
// Must never trust a name: a foreign name that leads to 127.0.0.1 (DNS rebinding) is refused.
import type { IncomingMessage } from "node:http";

/** page: from our own page · address: no page at all, someone opens the address · foreign: everything else. */
export type Comes = "page" | "address" | "foreign";

/** Where a request comes from, by its headers Host, Origin and Sec-Fetch-Site; `origin` is ours. */
export function comesFrom(request: Pick<IncomingMessage, "headers">, origin: string): Comes {
  const { host, origin: from, "sec-fetch-site": site } = request.headers;
  if (host === undefined || `http://${host}` !== origin) return "foreign";
  if (from !== undefined) return from === origin ? "page" : "foreign";
  if (site === undefined || site === "none") return "address";
  // A window that our redirect file or another page opens arrives with "cross-site"; reading what comes back is barred by the headers.
  if (request.headers["sec-fetch-mode"] === "navigate" && request.headers["sec-fetch-dest"] === "document") return "address";
  return site === "same-origin" ? "page" : "foreign";
}
