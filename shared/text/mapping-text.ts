// What is wrong with a mapping that somebody wrote for a finance system, in German sentences that name the place. Pure.
import type { z } from "../base/zod.ts";
import { tableSources } from "../domain/payment-run/table-mapping.ts";

/** One sentence a mistake, in the order of the file. */
export function mappingProblems(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const where = placeText(issue.path);
    switch (issue.code) {
      case "unrecognized_keys":
        return `${where}: Die Angabe „${issue.keys.join("“, „")}“ ist unbekannt. Bitte prüfen Sie die Schreibweise.`;
      case "invalid_value":
        return issue.path.at(-1) === "from"
          ? `${where}: Diese Quelle gibt es nicht. Möglich sind: ${tableSources.join(", ")}.`
          : `${where}: Möglich sind: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}.`;
      case "too_small":
        return `${where}: Hier fehlt etwas; es muss mindestens ein Eintrag oder Zeichen sein.`;
      case "too_big":
        return `${where}: Das ist zu lang; höchstens ${String(issue.maximum)} sind möglich.`;
      default:
        return `${where}: Die Angabe fehlt oder hat die falsche Art.`;
    }
  });
}

/** "columns[2].from", counted from 1 as people count. */
function placeText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`)).join("");
  return text === "" ? "Datei" : text.replace(/^\./u, "");
}
