// The form fields of an application as citizens fill them in, for every service of services.ts.
import { addDays } from "../../shared/base/office-date.ts";
import type { Application } from "../../shared/domain/application/schema.ts";
import { formatDate } from "../../shared/text/format.ts";
import type { Random } from "../../shared/testing/random.ts";
import { addressOf, fullName, placeOf } from "./person-data.ts";
import * as words from "./words/application-words.ts";
import { breeds, dogNames } from "./words/names.ts";

type Payload = Application["payload"];
type Applicant = Application["applicant"];

export interface PayloadRequest {
  readonly service: string;
  readonly applicant: Applicant;
  /** Office day on which the form was sent. */
  readonly date: string;
}

function home({ applicant }: PayloadRequest): string {
  return `${applicant.street ?? ""}, ${applicant.postalCode ?? ""} ${applicant.city ?? ""}`;
}

function nameOf({ applicant }: PayloadRequest): string {
  return `${applicant.givenNames} ${applicant.familyName}`;
}

function certificate(random: Random, request: PayloadRequest, persons: string): Payload {
  const years = random.int(1, 60);
  const eventDate = addDays(request.date, -Math.round(years * 365.25) - random.int(0, 300));
  const far = random.chance(0.15);
  return {
    registryOffice: `Standesamt ${far ? random.pick(["Uelzen", "Lüneburg", "Dannenberg"]) : random.pick(["Bad Bevensen", "Ebstorf"])}`,
    ...(random.chance(0.55) ? { entryNumber: String(random.int(1, 240)) } : {}),
    entryYear: Number(eventDate.slice(0, 4)),
    eventDate,
    eventPlace: placeOf(random).municipality,
    personNames: persons,
    relationToPerson: random.pick(["eigene Person", "Kind", "Ehegatte", "Enkel", "Geschwister"]),
    documentForm: random.pick(["Urkunde", "Urkunde", "mehrsprachige Urkunde", "beglaubigter Registerausdruck"]),
    copies: random.int(1, 3),
    usagePurpose: random.pick(words.usagePurposes),
    delivery: random.pick(["per Post", "per Post", "Abholung"]),
  };
}

function trade(random: Random, request: PayloadRequest): Payload {
  const business = random.pick(words.businesses);
  const legalForm = random.pick(words.legalForms);
  return {
    businessName: `${business.name} ${request.applicant.familyName}`,
    legalForm,
    ...(legalForm === "GmbH" ? { registerNumber: `HRB ${random.digits(6)}` } : {}),
    businessSite: random.chance(0.6) ? home(request) : addressOf(random),
    activity: business.activity,
    startDate: addDays(request.date, random.int(-10, 30)),
    sideBusiness: random.chance(0.45),
    tradeKind: business.kind,
    staff: random.chance(0.7) ? 0 : random.int(1, 9),
  };
}

type Filler = (random: Random, request: PayloadRequest) => Payload;

const fillers: Readonly<Record<string, Filler>> = {
  CIVIL_CERT_BIRTH: (random, request) => certificate(random, request, random.chance(0.5) ? nameOf(request) : fullName(random)),
  CIVIL_CERT_MARRIAGE: (random, request) => certificate(random, request, `${nameOf(request)} und ${fullName(random)}`),
  CIVIL_CERT_PARTNERSHIP: (random, request) => certificate(random, request, `${nameOf(request)} und ${fullName(random)}`),
  CIVIL_CERT_DEATH: (random, request) => certificate(random, request, fullName(random)),
  RESIDENCE_CERT_SIMPLE: (random, request) => ({
    currentAddress: home(request),
    usagePurpose: random.pick(words.usagePurposes),
    delivery: random.pick(["elektronisch", "per Post", "Abholung"]),
  }),
  RESIDENCE_CERT_EXTENDED: (random, request) => ({
    currentAddress: home(request),
    extraItems: random.sample(words.extraItems, random.int(1, 3)),
    usagePurpose: random.pick(words.usagePurposes),
    recipientAuthority: random.pick(words.authorities),
    delivery: random.pick(["elektronisch", "per Post", "Abholung"]),
  }),
  DOG_TAX_REGISTER: (random, { date }) => ({
    dogName: random.pick(dogNames),
    breed: random.pick(breeds),
    birthDate: addDays(date, -random.int(90, 2500)),
    keepingSince: addDays(date, -random.int(1, 60)),
    acquiredFrom: random.chance(0.3) ? "Tierheim Uelzen" : `${fullName(random)}, ${addressOf(random)}`,
    chipNumber: `276${random.digits(12)}`,
    registerNumber: `NDS-${random.digits(7)}`,
    insurance: `${random.pick(words.insurers)}, Nr. ${random.digits(8)}`,
    dogsInHousehold: random.chance(0.8) ? 1 : 2,
    dangerousDog: random.chance(0.02),
  }),
  DOG_TAX_DEREGISTER: (random, { date }) => {
    const reason = random.pick(["Tod des Hundes", "Tod des Hundes", "Abgabe", "Wegzug"]);
    return {
      dogName: random.pick(dogNames),
      taxTag: random.digits(4),
      endDate: addDays(date, -random.int(1, 25)),
      reason,
      ...(reason === "Abgabe" ? { newOwner: `${fullName(random)}, ${addressOf(random)}` } : {}),
      tagReturned: random.chance(0.6),
    };
  },
  TRADE_REGISTER: trade,
  TRADE_CHANGE: (random, request) => ({ ...trade(random, request), formerSite: addressOf(random) }),
  TRADE_DEREGISTER: (random, request) => {
    const business = random.pick(words.businesses);
    return {
      businessName: `${business.name} ${request.applicant.familyName}`,
      businessSite: home(request),
      activity: business.activity,
      endDate: addDays(request.date, random.int(-20, 20)),
      reason: random.pick([
        "Ruhestand",
        "Verlegung in eine andere Gemeinde",
        "zu geringe Nachfrage",
        "Übergabe an Nachfolge",
        "persönliche Gründe",
      ]),
    };
  },
  APPOINTMENT_REQUEST: (random, { date }) => ({
    topic: random.pick(words.topicsOfAppointments),
    location: random.pick(["Rathaus Bad Bevensen", "Rathaus Ebstorf"]),
    preferredSlots: Array.from({ length: random.int(1, 3) }, () => {
      const from = random.int(8, 16);
      return `${formatDate(addDays(date, random.int(2, 14)))}, ${from} bis ${from + 1} Uhr`;
    }),
    ...(random.chance(0.12) ? { accessibilityNeeds: random.pick(["Zugang mit Rollstuhl", "Gebärdensprache", "ruhiger Raum"]) } : {}),
  }),
  LOST_PROPERTY: (random, { date }) => {
    const item = random.pick(words.lostItems);
    return {
      reportKind: random.pick(["Verlust", "Verlust", "Fund"]),
      itemCategory: item.category,
      description: item.description,
      ...(item.brand === "" ? {} : { brand: item.brand }),
      colour: item.colour,
      place: random.pick(words.lostPlaces),
      onDate: addDays(date, -random.int(0, 9)),
    };
  },
};

/** The fields of a form; a service we do not know comes with free text. */
export function payloadOf(random: Random, request: PayloadRequest): Payload {
  const filler = fillers[request.service];
  if (filler !== undefined) return filler(random, request);
  return {
    anliegen: "Bitte um Auskunft, ob für das Osterfeuer auf der Vereinswiese eine Erlaubnis nötig ist.",
    telefonisch: random.chance(0.5),
  };
}
