// One writer an upload: a new one takes over from a line that hangs, and begins only when the old one has ended.
import type { IncomingMessage } from "node:http";
import { RequestProblem } from "../http/problem.ts";

export class Takeover {
  readonly #running = new Map<string, { readonly line: IncomingMessage; readonly ended: Promise<unknown> }>();

  /** Runs `work` for the upload `key` after cutting off whoever writes to it now. A line that is cut itself takes over from nobody. */
  async run<T>(key: string, line: IncomingMessage, work: () => Promise<T>): Promise<T> {
    if (line.destroyed && this.#running.has(key)) throw new RequestProblem("badRequest", "the line was cut");
    for (let old = this.#running.get(key); old !== undefined; old = this.#running.get(key)) {
      old.line.destroy();
      await old.ended;
    }
    const result = work();
    const ended = result.catch(() => undefined);
    this.#running.set(key, { line, ended });
    try {
      return await result;
    } finally {
      this.#running.delete(key);
    }
  }
}
