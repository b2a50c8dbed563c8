// What somebody is told who closes the window while work waits, on either host: how much, and on what. Pure.
import { leaving } from "./de/leaving.ts";

/** How many steps are not with the server yet, and how many of them wait for a file. */
export function waitingSentence(waiting: number, forContent: number): string {
  const steps = waiting === 1 ? leaving.waitingOne : counted(leaving.waitingMany, waiting);
  if (forContent === 0) return steps;
  return `${steps} ${forContent === 1 ? leaving.contentOne : counted(leaving.contentMany, forContent)}`;
}

function counted(sentence: string, n: number): string {
  return sentence.replace("{n}", n.toLocaleString("de-DE"));
}
