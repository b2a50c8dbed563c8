// What every wire of the renderer shares: its listeners and its one end.

/** Listeners of a wire; once ended it stays ended, and whoever asks later hears so at once. */
export interface WireEnds {
  readonly text: (text: string) => void;
  readonly end: () => void;
  readonly ended: () => boolean;
  readonly onText: (listener: (text: string) => void) => void;
  readonly onClose: (listener: () => void) => void;
}

export function wireEnds(): WireEnds {
  const textListeners: ((text: string) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let over = false;
  return {
    text: (text) => {
      if (!over) for (const listener of textListeners) listener(text);
    },
    end: () => {
      if (over) return;
      over = true;
      for (const listener of closeListeners) listener();
    },
    ended: () => over,
    onText: (listener) => {
      textListeners.push(listener);
    },
    onClose: (listener) => {
      if (over) listener();
      else closeListeners.push(listener);
    },
  };
}
