// Ctrl+Z and Cmd+Z take back the last own step, wherever nobody is typing: in a field they belong to the text.
import { useEffect } from "react";
import { useUndo } from "../desk/use-undo.ts";
import { isFreeOfText } from "../state/keyboard.ts";

export function useUndoKey(): void {
  const { undoLast } = useUndo();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isUndo || event.repeat || !isFreeOfText(event)) return;
      event.preventDefault();
      void undoLast();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [undoLast]);
}
