// The whole window over a memory desk, with a new window in its place wherever it asks for one.
import { useState } from "react";
import { App } from "../app/app.tsx";
import { alreadyConnected } from "../desk/connection.ts";
import { forgetDrafts } from "../state/drafts.ts";
import { firstLook, useInboxFilters } from "../state/inbox-filters.ts";
import { noticeQueue } from "../state/notices.ts";
import { placeOf, usePlace } from "../state/place.ts";
import type { MemoryDesk } from "./memory-desk.ts";

/** What the modules hold is what a new window begins with. */
function forgetAll(): void {
  forgetDrafts();
  noticeQueue.clear();
  useInboxFilters.setState({ look: firstLook });
  usePlace.setState({ ...placeOf(location.hash), last: {} });
}

export function RestartingApp({ desk, onStart }: { readonly desk: MemoryDesk; readonly onStart?: () => void }) {
  const [connection] = useState(() => alreadyConnected(desk));
  const [turn, setTurn] = useState(0);
  const [startAfresh] = useState(() => () => {
    onStart?.();
    forgetAll();
    setTurn((before) => before + 1);
  });
  return <App key={turn} connection={connection} startAfresh={startAfresh} />;
}
