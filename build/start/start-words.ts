// What `npm start` is told on the command line. Must never take a word it does not know for one it does.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface StartWords {
  /** Begin with empty data. */
  readonly fresh: boolean;
  /** Use the installed browser and leave Electron alone. */
  readonly browser: boolean;
  /** Open no window; print the link. */
  readonly window: boolean;
  /** Start everything, sign in once, look into the inbox, stop. */
  readonly smoke: boolean;
  /** Port of the server; the workstation takes the next one. */
  readonly port: number;
  readonly dataFolder: string;
}

/** Parses the words; throws a German sentence for one that makes no sense. */
export function readStartWords(args: readonly string[], root: string): StartWords {
  const { values } = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_000) throw new Error(`--port: „${values.port}“ ist kein Port zwischen 1 und 65000.`);
  return {
    fresh: values.fresh,
    browser: values.browser,
    window: !values["no-window"] && !values.smoke,
    smoke: values.smoke,
    port,
    dataFolder: resolve(root, values.data),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        fresh: { type: "boolean", default: false },
        browser: { type: "boolean", default: false },
        "no-window": { type: "boolean", default: false },
        smoke: { type: "boolean", default: false },
        port: { type: "string", default: "8420" },
        data: { type: "string", default: join(".data") },
      },
    });
  } catch (thrown) {
    throw new Error(
      `${thrown instanceof Error ? thrown.message : String(thrown)}\nMöglich sind: --fresh --browser --no-window --smoke --port <Nummer> --data <Ordner>`,
      { cause: thrown },
    );
  }
}
