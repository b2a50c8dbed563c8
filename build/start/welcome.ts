// The one screen of text that `npm start` ends with. Must never name a password of anybody but the people of the demo town.
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";

export const demoTownSchema = z.object({
  tenant: z.string(),
  people: z.array(z.object({ userName: z.string(), name: z.string(), task: z.string(), password: z.string() })),
});
export type DemoTown = Readonly<z.infer<typeof demoTownSchema>>;

export interface Welcome {
  /** How the workstation is shown, and why not better: whole sentences. */
  readonly window: readonly string[];
  readonly link: string | undefined;
  readonly serverUrl: string;
  readonly scannerFolder: string;
  readonly town: DemoTown;
}

const mostPeopleShown = 8;

/** The text, ready to print. */
export function welcomeText(welcome: Welcome): string {
  const people = welcome.town.people.slice(0, mostPeopleShown);
  const width = Math.max(...people.map((person) => person.userName.length));
  const passwordWidth = Math.max(...people.map((person) => person.password.length));
  const samples = join("scanner-inbox", "samples");
  return [
    "",
    "Amtsstube läuft.",
    "",
    ...welcome.window.map((line) => `  ${line}`),
    ...(welcome.link === undefined
      ? []
      : ["", "  Im Browser öffnen (gilt einmal; „npm run link“ druckt den nächsten Link):", `  ${welcome.link}`]),
    "",
    "  Anmelden als (Benutzername, Kennwort):",
    ...people.map(
      (person) => `    ${person.userName.padEnd(width)}  ${person.password.padEnd(passwordWidth)}  ${person.name}: ${person.task}`,
    ),
    "",
    `  Scanner-Ordner:  ${welcome.scannerFolder}`,
    `  Legen Sie eine Datei aus ${samples} hinein; sie steht gleich darauf im Eingang.`,
    `  Server:          ${welcome.serverUrl}`,
    "",
    "  Beenden: Strg+C. Die Daten bleiben; „npm start -- --fresh“ fängt von vorn an.",
    "",
  ].join("\n");
}
