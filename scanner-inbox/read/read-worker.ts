// The thread that reads files for `openReaderPool`: one path in, one result out; never keeps anything between files.
import { readFile, stat } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, type Result } from "../../shared/base/result.ts";
import { readFileBytes } from "./read-file-bytes.ts";
import type { ReadFailure, Reading, ReadLimits } from "./reading.ts";

export type ReadRequest = { readonly id: number; readonly path: string; readonly limits: ReadLimits };
export type ReadReply = { readonly id: number; readonly result: Result<Reading, ReadFailure> };

const port = must(parentPort, "this file is only run as a worker thread");

port.on("message", (request: ReadRequest) => {
  void readPath(request).then((result) => port.postMessage({ id: request.id, result } satisfies ReadReply));
});

async function readPath({ path, limits }: ReadRequest): Promise<Result<Reading, ReadFailure>> {
  try {
    const { size } = await stat(path);
    if (size > limits.fileBytes) return err({ code: "too-large", detail: `${size} bytes` });
    return await readFileBytes(await readFile(path), limits);
  } catch (error) {
    return err({ code: "not-readable", detail: error instanceof Error && "code" in error ? String(error.code) : "unknown error" });
  }
}
