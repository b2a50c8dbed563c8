// What no window of this program may do: navigate away, open windows, embed foreign content, ask for permissions, download what it has not made itself.
// Must never grow an exception for an address that comes from content.
import type { Session, WebContents } from "electron";
import { isPageAddress } from "./page-protocol.ts";

/** Denies every permission, device and download of a session. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault();
  });
}

/** What our own page has made and a person saves: the system asks where to. Addresses that come from content are never of this form. */
function isOwnFile(url: string): boolean {
  return url.startsWith("blob:") && isPageAddress(url.slice("blob:".length));
}

/** Keeps a window on its page. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (details) => {
    if (!isPageAddress(details.url)) details.preventDefault();
  });
  contents.on("will-redirect", (details) => {
    if (!isPageAddress(details.url)) details.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
}
