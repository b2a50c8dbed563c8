// A peer's client as a measured process: pulls everything, edits without network, sends back, each when it is told to.
import { measuredNow } from "../child.ts";
import { doAsTold, type Edits } from "./told.ts";

export interface PeerClient {
  /** Fetches everything; how many records are here then. */
  pull(): Promise<number>;
  /** Writes the mark into each of the records, one after the other. */
  edit(edits: Edits): Promise<void>;
  /** Sends what was edited; resolves when the server has it. */
  sendBack(edits: Edits): Promise<void>;
  /** What is left to do after that before it may go offline again; its bytes count, its time does not, as with ours. */
  settle?(): Promise<void>;
}

/** Runs the client. Time is taken in here, and the peak is that of the whole process so far. */
export function runPeerClient(client: PeerClient): void {
  doAsTold(
    {},
    {
      pull: async () => {
        const started = performance.now();
        const records = await client.pull();
        return measuredNow((performance.now() - started) / 1000, records);
      },
      edit: async (edits) => {
        await client.edit(edits);
        return {};
      },
      sendBack: async (edits) => {
        const started = performance.now();
        await client.sendBack(edits);
        const seconds = (performance.now() - started) / 1000;
        await client.settle?.();
        return measuredNow(seconds, edits.ids.length);
      },
    },
  );
}
