// Draws a part of the screens over a memory desk, with texts, providers and a size, for component tests.
import { render, type RenderResult } from "@testing-library/react";
import { userEvent, type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { alreadyConnected } from "../desk/connection.ts";
import { ConnectionProvider } from "../desk/desk-context.tsx";
import { SessionProvider } from "../desk/use-session.tsx";
import { Toasts } from "../components/toasts.tsx";
import { initTexts } from "../state/texts.ts";
import type { MemoryDesk } from "./memory-desk.ts";

export interface Drawn extends RenderResult {
  readonly user: UserEvent;
}

/** Lays elements out at 1200 x 600 in jsdom, which lays out nothing by itself. */
function giveSizes(): void {
  const sizes = { offsetHeight: 600, offsetWidth: 1200, clientHeight: 600, clientWidth: 1200 };
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  HTMLElement.prototype.scrollTo = () => undefined;
  HTMLElement.prototype.scrollIntoView = () => undefined;
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
          {children}
          <Toasts label="Meldungen" undoLabel="Rückgängig" closeLabel="Schließen" />
        </SessionProvider>
      </ConnectionProvider>
    </I18nProvider>,
  );
  return { ...result, user };
}
