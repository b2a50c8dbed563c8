// A new desk on a big town: how long until its inbox shows open work and takes a command, and until everything is there.
import type { InboxArgs, InboxRow } from "../shared/desk/inbox-calls.ts";
import { openBenchDesk } from "./bench-desk.ts";
import { measuredNow } from "./child.ts";

const [serverUrl = "", tenant = "", dataFolder = ""] = process.argv.slice(2);
const bench = await openBenchDesk({ serverUrl, tenant, dataFolder });
const newest: InboxArgs = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: true },
  offset: 0,
  limit: 50,
};
const started = performance.now();
const since = (): number => (performance.now() - started) / 1000;
await bench.desk.call("signIn", { userName: "jlueders", password: "demo-jlueders" });
const signedIn = since();
const everything = bench.until((state) => state.lastContactAt !== null && state.network === "online" && state.progress === null);
const row = await new Promise<InboxRow>((resolve, reject) => {
  const stop = bench.desk.watch(
    "inbox",
    newest,
    ({ rows }) => {
      const [first] = rows;
      if (first === undefined || rows.length < 20) return;
      queueMicrotask(() => stop());
      resolve(first);
    },
    reject,
  );
});
const shown = since();
const { kind, id } = row;
await bench.desk.call("submit", { commands: [{ kind, name: "addNote", recordId: id, args: { text: "schon bei der Arbeit" } }] });
const worked = since();
await everything;
const seconds = since();
console.log(JSON.stringify({ ...measuredNow(seconds, await bench.inboxTotal()), usable: { signedIn, shown, worked } }));
await bench.close();
