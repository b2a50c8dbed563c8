// The whole window over a memory desk, to look at screens without a desk: `?rows=1000&network=offline&signedIn=no&transfer=yes`.
// Never part of the built program.
import "../../shared/base/zod.ts";
import { createRoot } from "react-dom/client";
import { must } from "../../shared/base/must.ts";
import { App } from "../app/app.tsx";
import { alreadyConnected } from "../desk/connection.ts";
import { initTexts } from "../state/texts.ts";
import "../styles/main.css";
import { memoryDesk } from "./memory-desk.ts";
import { previewOutbox } from "./preview-outbox.ts";
import { previewScans, previewServerScans } from "./preview-scans.ts";
import { memoryRecords } from "./memory-world.ts";

const asked = new URLSearchParams(location.search);
const rows = Number(asked.get("rows") ?? "240");
const records = memoryRecords({ applications: Math.ceil(rows * 0.6), invoices: Math.floor(rows * 0.4) });
const desk = memoryDesk({
  records,
  signedIn: asked.get("signedIn") !== "no",
  network: asked.get("network") === "offline" ? "offline" : "online",
  ...(asked.get("outbox") === "full" ? { outbox: previewOutbox(records), scanner: previewScans, serverScans: previewServerScans } : {}),
  ...(asked.get("transfer") === null
    ? {}
    : { sync: { network: "syncing", progress: { of: "snapshot", done: 12_400, total: 100_000, secondsLeft: 8 } } }),
  ...(asked.get("silent") === null ? {} : { silent: ["inbox"] }),
  ...(asked.get("failing") === null ? {} : { failing: { inbox: "storeDamaged" } }),
});
initTexts();
createRoot(must(document.querySelector("#root"), "preview.html has this element")).render(<App connection={alreadyConnected(desk)} />);
