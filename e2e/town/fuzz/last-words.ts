// Once a town is healed, people hear of what was not taken; in some towns they answer before everybody is looked at.
import type { Random } from "../../../shared/testing/random.ts";
import { bringToRest } from "./heal.ts";
import { seatsWithWords } from "./resolving.ts";
import type { World } from "./world.ts";

const mostRounds = 3;

/**
 * Lets people answer and brings the town to rest again. `decide` carries out a decision and notes it; a run that follows a trace says
 * what its trace says.
 */
export async function lastWords(
  world: World,
  random: Random,
  followsTrace: boolean,
  decide: (decision: string) => Promise<unknown>,
): Promise<void> {
  const dice = random.fork("last words");
  const answersHere = dice.chance(0.6);
  const nextWord = (round: number, said: number): string | undefined => {
    const words = `do word last-${String(round)}-`;
    if (followsTrace) return world.scheduler.decided(words);
    const isWanted = answersHere && said < world.seats.length && seatsWithWords(world).length > 0 && dice.chance(0.8);
    return isWanted ? `${words}${String(said)}` : undefined;
  };
  for (let round = 1; round <= mostRounds; round += 1) {
    let said = 0;
    for (let next = nextWord(round, 0); next !== undefined; next = nextWord(round, said)) {
      await decide(next);
      said += 1;
    }
    if (said === 0) return;
    await bringToRest(world);
  }
}
