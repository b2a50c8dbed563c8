// Starts the screens: finds the wire of this host, opens the connection, draws. Must stay the only place that knows which host it is.
import "../shared/base/zod.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { must } from "../shared/base/must.ts";
import { App } from "./app/app.tsx";
import { bridgeWires } from "./desk/bridge-wire.ts";
import { keepConnected } from "./desk/connection.ts";
import { openSocketWire } from "./desk/socket-wire.ts";
import { initTexts } from "./state/texts.ts";
import "./styles/main.css";

initTexts();
const connection = keepConnected(window.amtsstube === undefined ? openSocketWire : bridgeWires(window.amtsstube));
createRoot(must(document.querySelector("#root"), "index.html has this element")).render(
  <StrictMode>
    <App connection={connection} />
  </StrictMode>,
);
