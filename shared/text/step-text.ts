// What a step is called. Pure.
import { commandLabels } from "./de/domain.ts";
import { lookUp } from "./refusal-text.ts";

/** "Sachlich richtig", "Übernehmen"; the bare command name where no label is known. `as` tells certifications apart. */
export function stepName(name: string, as: string | null): string {
  const full = as === null ? undefined : lookUp(commandLabels, `${name}.${as}`);
  return full ?? lookUp(commandLabels, name) ?? name;
}
