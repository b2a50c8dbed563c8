// Where the window stood when it was last closed. Must never put it where no screen is.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Rectangle } from "electron";
import { z } from "../../shared/base/zod.ts";

const windowStateSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof windowStateSchema>>;

export const firstWindowState: WindowState = { width: 1360, height: 860, maximized: false };

/** How much of the window's title bar has to lie on a screen, in pixels. */
const grip = 80;

/** The remembered state, without its place where no screen shows enough of it; the first one where nothing sensible is remembered. */
export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState {
  let state: WindowState;
  try {
    state = windowStateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return firstWindowState;
  }
  const { x, y, width, height, maximized } = state;
  if (x === undefined || y === undefined) return { width, height, maximized };
  const reachable = screens.some(
    (screen) =>
      x + width >= screen.x + grip && x <= screen.x + screen.width - grip && y >= screen.y - 1 && y <= screen.y + screen.height - grip,
  );
  return reachable ? state : { width, height, maximized };
}

/** Remembers the state; a disk that refuses is no reason to keep the window open. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(state));
  } catch {
    return;
  }
}
