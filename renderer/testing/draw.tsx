// Draws a part of the screens over a memory desk, with texts, providers and a size, for component tests.
import { render, type RenderResult } from "@testing-library/react";
import { userEvent, type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { alreadyConnected } from "../desk/connection.ts";
import { ConnectionProvider } from "../desk/desk-context.tsx";
import { SessionProvider, useSessionState } from "../desk/use-session.tsx";
import { Toasts } from "../components/toasts.tsx";
import { initTexts } from "../state/texts.ts";
import type { MemoryDesk } from "./memory-desk.ts";

export interface Drawn extends RenderResult {
  readonly user: UserEvent;
}

/** Watches nothing: in jsdom no size ever changes. */
class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const noMedia = { matches: false, onchange: null, addListener: () => undefined, removeListener: () => undefined };

/** Lays elements out at 1200 x 600 in jsdom, which lays out nothing by itself. */
export function giveSizes(): void {
  const sizes = { offsetHeight: 600, offsetWidth: 1200, clientHeight: 600, clientWidth: 1200 };
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  // Every click of a test lands at 0, 0; without a place of its own the bar between two panes would take it.
  HTMLElement.prototype.getBoundingClientRect = function place() {
    return this.getAttribute("role") === "separator" ? new DOMRect(-500, -500, 1, 1) : new DOMRect(0, 0, 1200, 600);
  };
  globalThis.ResizeObserver ??= StillObserver;
  globalThis.matchMedia ??= (media) => Object.assign(new EventTarget(), noMedia, { media });
  HTMLElement.prototype.scrollTo = () => undefined;
  HTMLElement.prototype.scrollIntoView = () => undefined;
}

/** Areas are drawn once the session is known; so here. */
function OnceKnown({ children }: { readonly children: ReactNode }) {
  return useSessionState().value === undefined ? null : children;
}

/** Draws `children` as a signed-in person's screen. */
export function draw(children: ReactNode, desk: MemoryDesk): Drawn {
  giveSizes();
  initTexts();
  const user = userEvent.setup();
  const result = render(
    <I18nProvider locale="de-DE">
      <ConnectionProvider connection={alreadyConnected(desk)}>
        <SessionProvider>
          <OnceKnown>{children}</OnceKnown>
          <Toasts label="Meldungen" undoLabel="Rückgängig" closeLabel="Schließen" />
        </SessionProvider>
      </ConnectionProvider>
    </I18nProvider>,
  );
  return { ...result, user };
}
