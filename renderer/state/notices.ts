// Short messages that come and go at the edge of the window. They never carry what a person must not miss: that stands on a screen.
import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";

export interface Notice {
  readonly tone: "info" | "success" | "danger";
  readonly text: string;
  /** Takes the action back; shown as a button. */
  readonly undo?: () => void;
  /** What else can be done, as a button. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The messages now shown, newest first. */
export const noticeQueue: ToastQueue<Notice> = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** Shows a message; one without danger goes by itself, slowly enough to reach its button. */
export function notify(notice: Notice): void {
  noticeQueue.add(notice, notice.tone === "danger" ? {} : { timeout: notice.undo === undefined ? 5_000 : 12_000 });
}
