// The content security policy of the screens and the headers around it, the same on both hosts.
// Must never allow inline scripts, eval or anything from another origin.
import { createHash } from "node:crypto";

/**
 * The one style element that React Aria puts into the page (`usePress`), letter by letter.
 * A test compares it with the library: after an upgrade it says what to write here.
 */
export const reactAriaStyle = "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}";

const styleHash = `'sha256-${createHash("sha256").update(reactAriaStyle).digest("base64")}'`;

/** `'wasm-unsafe-eval'` is for pdf.js's decoders; without it a JPEG 2000 page takes three times as long. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' ${styleHash}`,
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Goes with every response, errors included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()",
};
