// `npm run link`: prints another link that signs one browser tab in. Must never start anything.
import { join } from "node:path";
import { fetchLink } from "./host-link.ts";
import { readStartWords } from "./start-words.ts";

const { dataFolder } = readStartWords(process.argv.slice(2), join(import.meta.dirname, "..", ".."));
const link = await fetchLink(join(dataFolder, "desk"));
if (link === undefined) {
  console.error(
    "Es läuft kein Arbeitsplatz, der Links ausgibt. Erst „npm start“ aufrufen (der Electron-Arbeitsplatz braucht keinen Link).",
  );
  process.exitCode = 1;
} else console.log(link);
