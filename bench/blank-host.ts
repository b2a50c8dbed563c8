// The loopback host with a blank page and a desk that knows nothing, as a process: the baseline of what a start can be.
import { runLoopbackHost } from "../electron/loopback/run-host.ts";
import { DeskError } from "../shared/desk/errors.ts";

const [pageFolder = "", dataFolder = ""] = process.argv.slice(2);
const host = await runLoopbackHost({
  dataFolder,
  pageFolder,
  port: 0,
  policyFile: `${dataFolder}/none.json`,
  environment: {},
  now: () => Date.now(),
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
  openDesk: () =>
    Promise.resolve({
      desk: {
        call: () => Promise.reject(new DeskError("notFound")),
        watch: (_name, _args, _onValue, onError) => {
          onError(new DeskError("notFound"));
          return () => undefined;
        },
      },
      close: () => Promise.resolve(),
    }),
});
process.on("message", (message) => {
  if (message === "stop") void host.close().then(() => process.exit(0));
});
process.send?.({ ready: { origin: host.origin } });
