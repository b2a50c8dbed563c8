// Made-up citizens: names, addresses and e-mail addresses under example.org only.
import type { Applicant } from "../../shared/domain/application/schema.ts";
import type { Random } from "../../shared/testing/random.ts";
import { familyNames, givenNames } from "./words/names.ts";
import { places, streets, type Place } from "./words/places.ts";

/** Somebody's given and family name, sometimes a double one. */
export function personName(random: Random): { given: string; family: string; female: boolean } {
  const female = random.chance(0.52);
  const given = random.pick(female ? givenNames.female : givenNames.male);
  const family = random.pick(familyNames);
  return { given, family: random.chance(0.06) ? `${family}-${random.pick(familyNames)}` : family, female };
}

/** "Erika Soltau" */
export function fullName(random: Random): string {
  const { given, family } = personName(random);
  return `${given} ${family}`;
}

const placeWeights = Object.fromEntries(places.map((place) => [place.municipality, place.weight]));

/** A member municipality; the larger ones come more often. */
export function placeOf(random: Random): Place {
  const chosen = random.weighted(placeWeights);
  const place = places.find((candidate) => candidate.municipality === chosen);
  if (place === undefined) throw new Error("impossible: the weights name the places");
  return place;
}

/** "Lindenstraße 4 b" */
export function streetOf(random: Random): string {
  const suffix = random.chance(0.15) ? ` ${random.pick(["a", "b", "c"])}` : "";
  return `${random.pick(streets)} ${random.int(1, 68)}${suffix}`;
}

/** "Lindenstraße 4, 29549 Bad Bevensen" */
export function addressOf(random: Random): string {
  const place = placeOf(random);
  return `${streetOf(random)}, ${place.postalCode} ${place.municipality}`;
}

const plainLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** A name as it stands in an e-mail address. */
export function asciiName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^a-z]+/gu, "-");
}

/** An applicant of the given place; some left out what they need not tell. */
export function applicantOf(random: Random, place: Place, bornBefore: number): Applicant {
  const { given, family, female } = personName(random);
  const year = bornBefore - random.int(19, 84);
  const partly = random.chance(0.03);
  return {
    familyName: family,
    givenNames: random.chance(0.3) ? `${given} ${random.pick(female ? givenNames.female : givenNames.male)}` : given,
    ...(female && random.chance(0.35) ? { birthName: random.pick(familyNames) } : {}),
    birthDate: partly ? { year } : { year, month: random.int(1, 12), day: random.int(1, 28) },
    street: streetOf(random),
    postalCode: place.postalCode,
    city: place.municipality,
    email: `${asciiName(given)}.${asciiName(family)}@example.org`,
    ...(random.chance(0.6) ? { phone: `05821 ${random.digits(random.int(4, 6))}` } : {}),
  };
}
