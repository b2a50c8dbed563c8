// Keys of the conflict screen: from field to field, a choice for the field that has the focus, sending, and the way back.
import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { isFreeKey } from "../../../state/keyboard.ts";
import type { Choice } from "./conflict-choices.ts";

export interface ConflictKeys {
  readonly choose: (entry: string, group: string, choice: Choice) => void;
  readonly send: (entry: string) => void;
  readonly back: () => void;
}

const choiceOf: Readonly<Record<string, Choice>> = { m: "mine", s: "theirs", b: "edit" };

export function useConflictKeys(keys: ConflictKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listenFirst = (event: KeyboardEvent): void => {
      const entry = placeOf("entry");
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || entry === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.send(entry);
    };
    const listen = (event: KeyboardEvent): void => {
      const entry = placeOf("entry");
      if (event.altKey || !isFreeKeyOrRadio(event)) return;
      const key = event.key.toLowerCase();
      const [group, choice] = [placeOf("clash"), choiceOf[key]];
      if (key === "escape") latest.current.back();
      else if (key === "n" || key === "p") step(key === "n" ? 1 : -1);
      else if (choice !== undefined && group !== undefined && entry !== undefined) {
        const around = document.activeElement?.closest<HTMLElement>("[data-clash]");
        const button = around?.querySelector<HTMLElement>(`input[type="radio"][value="${choice}"]`);
        // A field that is chosen and not written has nothing to edit.
        if (button === undefined || button === null) return;
        flushSync(() => latest.current.choose(entry, group, choice));
        (choice === "edit" ? fieldIn(around) : button)?.focus();
      } else return;
      event.preventDefault();
    };
    // A round button keeps Enter to itself: this one is heard before it.
    document.addEventListener("keydown", listenFirst, true);
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listenFirst, true);
      document.removeEventListener("keydown", listen);
    };
  }, []);
}

/** A round button takes no text: letters are free there. */
function isFreeKeyOrRadio(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey) return false;
  const onRadio = event.target instanceof HTMLInputElement && event.target.type === "radio";
  return onRadio || isFreeKey(event);
}

/** What the person writes in, with everything marked: the next sign replaces it, an arrow goes on from it. */
function fieldIn(around: HTMLElement | null | undefined): HTMLElement | undefined {
  const field = around?.querySelector<HTMLInputElement | HTMLTextAreaElement>(".clash__edit input, .clash__edit textarea") ?? undefined;
  field?.select();
  return field;
}

/** The value of `data-<name>` around the focus. */
function placeOf(name: "entry" | "clash"): string | undefined {
  const around = document.activeElement?.closest<HTMLElement>(`[data-${name}]`);
  return around?.dataset[name];
}

function step(by: number): void {
  const groups = [...document.querySelectorAll<HTMLElement>("[data-clash]")];
  const here = groups.findIndex((group) => group.contains(document.activeElement));
  const next = groups[here < 0 ? (by > 0 ? 0 : groups.length - 1) : Math.max(0, Math.min(groups.length - 1, here + by))];
  next?.querySelector<HTMLElement>('input[type="radio"]:checked, input[type="radio"]')?.focus();
}
