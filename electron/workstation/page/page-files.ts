// The files of the built screens, by the path a window asks for. Only what was found in the folder at the start is ever served,
// so no path can lead out of it. Must never follow a symbolic link.
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { securityHeaders } from "./content-policy.ts";

const typeByEnding: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".pdf": "application/pdf",
};

/** One answer, ready to send; `range` says which bytes of `size` they are. */
export interface PageAnswer {
  readonly status: 200 | 206 | 404 | 405 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface PageFiles {
  /** The answer for a path as it stands in an address (`/`, `/assets/x.js`); `range` is the header of that name. */
  answer(method: string, pathname: string, range?: string): Promise<PageAnswer>;
}

/** Reads which files there are below `folder`. Throws where index.html is not among them. */
export function openPageFiles(folder: string): PageFiles {
  const files = new Map(listFiles(folder, ""));
  const index = files.get("/index.html");
  if (index === undefined) throw new Error(`the screens are not built: ${join(folder, "index.html")} is missing`);
  files.set("/", index);
  return {
    answer: async (method, pathname, range) => {
      if (method !== "GET" && method !== "HEAD") return refusal(405, { allow: "GET, HEAD" });
      const file = files.get(decoded(pathname));
      if (file === undefined) return refusal(404);
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes === undefined) return refusal(404);
      return wholeOrPart(new Uint8Array(bytes), method, range, {
        ...securityHeaders,
        "content-type": typeByEnding[extname(file).toLowerCase()] ?? "application/octet-stream",
        // Names below assets/ carry a hash of their content; everything else is asked for afresh.
        "cache-control": pathname.startsWith("/assets/") ? "private, max-age=31536000, immutable" : "no-store",
        "accept-ranges": "bytes",
      });
    },
  };
}

function wholeOrPart(
  bytes: Uint8Array<ArrayBuffer>,
  method: string,
  range: string | undefined,
  headers: Readonly<Record<string, string>>,
): PageAnswer {
  const part = range === undefined ? "whole" : requestedPart(range, bytes.length);
  if (part === undefined) return refusal(416, { "content-range": `bytes */${bytes.length}` });
  const body = part === "whole" ? bytes : bytes.slice(part.from, part.to + 1);
  return {
    status: part === "whole" ? 200 : 206,
    headers: {
      ...headers,
      "content-length": String(body.length),
      ...(part === "whole" ? {} : { "content-range": `bytes ${part.from}-${part.to}/${bytes.length}` }),
    },
    body: method === "HEAD" ? new Uint8Array() : body,
  };
}

/** First and last byte of a single range; "whole" for forms that may be ignored (RFC 9110 §14.2), undefined where it lies outside. */
function requestedPart(range: string, size: number): { readonly from: number; readonly to: number } | "whole" | undefined {
  const match = /^bytes=(?<from>\d*)-(?<to>\d*)$/u.exec(range.trim());
  const [from = "", to = ""] = [match?.groups?.["from"], match?.groups?.["to"]];
  if (from === "" && to === "") return "whole";
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < first) return "whole";
  return first > last ? undefined : { from: first, to: last };
}

function refusal(status: 404 | 405 | 416, headers: Readonly<Record<string, string>> = {}): PageAnswer {
  const body = new TextEncoder().encode(`${status}\n`);
  return {
    status,
    headers: {
      ...securityHeaders,
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "content-length": String(body.length),
      ...headers,
    },
    body,
  };
}

function listFiles(folder: string, below: string): [string, string][] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((item): [string, string][] => {
    const path = `${below}/${item.name}`;
    if (item.isDirectory()) return listFiles(folder, path);
    return item.isFile() ? [[path, join(folder, path)]] : [];
  });
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return "";
  }
}
