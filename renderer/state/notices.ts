// Short messages that come and go at the edge of the window. They never carry what a person must not miss: that stands on a screen.
import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";

export interface Notice {
  readonly tone: "info" | "success" | "danger";
  readonly text: string;
  /** Takes the action back; shown as a button. */
  readonly undo?: () => void;
  /** The step that `undo` takes back. */
  readonly step?: string;
  /** What else can be done, as a button. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The messages now shown, newest first. */
export const noticeQueue: ToastQueue<Notice> = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** A step was taken back some other way: no message offers that any more. */
export function withdrawUndo(step: string): void {
  for (const { key, content } of noticeQueue.visibleToasts) if (content.step === step) noticeQueue.close(key);
}

/** Shows a message; one without danger goes by itself, slowly enough to reach its button. */
export function notify(notice: Notice): void {
  noticeQueue.add(notice, notice.tone === "danger" ? {} : { timeout: notice.undo === undefined ? 5_000 : 12_000 });
}
