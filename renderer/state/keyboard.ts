// When a single key is a command and when it belongs to what is open or being typed in.

/** Whether a key typed there is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

/** Whether a dialog, menu or list of choices lies over the window. Notices do not count: work goes on beside them. */
function overlayOpen(): boolean {
  return document.querySelector(".overlay, .popover") !== null;
}

/** Whether a key with Ctrl or Meta is free for the program: nobody types there, and nothing lies over the window. */
export function isFreeOfText(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !isTyping(event.target) && !overlayOpen();
}

/** Whether the event is a single key, without Ctrl or Meta, that no field, dialog or other listener has a claim on. */
export function isFreeKey(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !isTyping(event.target) && !overlayOpen();
}
