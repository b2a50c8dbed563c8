// The services citizens apply for: code, key, responsible unit, deadline and form fields. Labels stand in shared/text.

export interface ServiceField {
  readonly key: string;
  readonly type: "text" | "date" | "number" | "yesNo" | "choice" | "list";
}

export interface Service {
  readonly code: string;
  /** LeiKa keys (FIM) that name the service in submissions; empty where none is confirmed. */
  readonly leikaKeys: readonly string[];
  /** Whether the key was checked against a published source. */
  readonly verified: boolean;
  /** Unit that gets the application unless the municipality says otherwise. */
  readonly unit: string;
  /** Calendar days to act: `legal` is set by law, `target` by the house. */
  readonly deadline: { readonly days: number; readonly type: "legal" | "target" };
  /** Number in the file plan that decided applications are proposed to be filed under. */
  readonly planNumber: string;
  readonly fields: readonly ServiceField[];
}

const text = (key: string): ServiceField => ({ key, type: "text" });
const date = (key: string): ServiceField => ({ key, type: "date" });
const number = (key: string): ServiceField => ({ key, type: "number" });
const yesNo = (key: string): ServiceField => ({ key, type: "yesNo" });
const choice = (key: string): ServiceField => ({ key, type: "choice" });
const list = (key: string): ServiceField => ({ key, type: "list" });

const certificate = [
  text("registryOffice"),
  text("entryNumber"),
  number("entryYear"),
  date("eventDate"),
  text("eventPlace"),
  text("personNames"),
  choice("relationToPerson"),
  choice("documentForm"),
  number("copies"),
  text("usagePurpose"),
  choice("delivery"),
];

const tradeFields = [
  text("businessName"),
  text("legalForm"),
  text("registerNumber"),
  text("businessSite"),
  text("activity"),
  date("startDate"),
  yesNo("sideBusiness"),
  choice("tradeKind"),
  number("staff"),
];

/** Every service this version knows. Keys and days are configuration to be confirmed by the municipality. */
export const services: readonly Service[] = [
  {
    code: "CIVIL_CERT_BIRTH",
    leikaKeys: ["99027002012000"],
    verified: true,
    unit: "standesamt",
    deadline: { days: 10, type: "target" },
    planNumber: "34.1",
    fields: certificate,
  },
  {
    code: "CIVIL_CERT_MARRIAGE",
    leikaKeys: [],
    verified: false,
    unit: "standesamt",
    deadline: { days: 10, type: "target" },
    planNumber: "34.2",
    fields: certificate,
  },
  {
    code: "CIVIL_CERT_PARTNERSHIP",
    leikaKeys: [],
    verified: false,
    unit: "standesamt",
    deadline: { days: 10, type: "target" },
    planNumber: "34.3",
    fields: certificate,
  },
  {
    code: "CIVIL_CERT_DEATH",
    leikaKeys: ["99101004012000"],
    verified: false,
    unit: "standesamt",
    deadline: { days: 10, type: "target" },
    planNumber: "34.4",
    fields: certificate,
  },
  {
    code: "RESIDENCE_CERT_SIMPLE",
    leikaKeys: [],
    verified: false,
    unit: "buergerservice",
    deadline: { days: 5, type: "target" },
    planNumber: "33.1",
    fields: [text("currentAddress"), text("usagePurpose"), choice("delivery")],
  },
  {
    code: "RESIDENCE_CERT_EXTENDED",
    leikaKeys: [],
    verified: false,
    unit: "buergerservice",
    deadline: { days: 5, type: "target" },
    planNumber: "33.1",
    fields: [text("currentAddress"), list("extraItems"), text("usagePurpose"), text("recipientAuthority"), choice("delivery")],
  },
  {
    code: "DOG_TAX_REGISTER",
    leikaKeys: ["99102013104000"],
    verified: true,
    unit: "steuern",
    deadline: { days: 14, type: "target" },
    planNumber: "22.3",
    fields: [
      text("dogName"),
      text("breed"),
      date("birthDate"),
      date("keepingSince"),
      text("acquiredFrom"),
      text("chipNumber"),
      text("registerNumber"),
      text("insurance"),
      number("dogsInHousehold"),
      yesNo("dangerousDog"),
    ],
  },
  {
    code: "DOG_TAX_DEREGISTER",
    leikaKeys: [],
    verified: false,
    unit: "steuern",
    deadline: { days: 14, type: "target" },
    planNumber: "22.3",
    fields: [text("dogName"), text("taxTag"), date("endDate"), choice("reason"), text("newOwner"), yesNo("tagReturned")],
  },
  {
    code: "TRADE_REGISTER",
    leikaKeys: ["99050012104000", "99050035001000"],
    verified: true,
    unit: "gewerbe",
    deadline: { days: 3, type: "legal" },
    planNumber: "32.1",
    fields: tradeFields,
  },
  {
    code: "TRADE_CHANGE",
    leikaKeys: [],
    verified: false,
    unit: "gewerbe",
    deadline: { days: 3, type: "legal" },
    planNumber: "32.1",
    fields: [...tradeFields, text("formerSite")],
  },
  {
    code: "TRADE_DEREGISTER",
    leikaKeys: [],
    verified: false,
    unit: "gewerbe",
    deadline: { days: 3, type: "legal" },
    planNumber: "32.1",
    fields: [text("businessName"), text("businessSite"), text("activity"), date("endDate"), choice("reason")],
  },
  {
    code: "APPOINTMENT_REQUEST",
    leikaKeys: [],
    verified: false,
    unit: "buergerservice",
    deadline: { days: 3, type: "target" },
    planNumber: "10.4",
    fields: [text("topic"), text("location"), list("preferredSlots"), text("accessibilityNeeds")],
  },
  {
    code: "LOST_PROPERTY",
    leikaKeys: [],
    verified: false,
    unit: "buergerservice",
    deadline: { days: 14, type: "target" },
    planNumber: "32.5",
    fields: [choice("reportKind"), text("itemCategory"), text("description"), text("brand"), text("colour"), text("place"), date("onDate")],
  },
];

/** The unit an application goes to when nobody is named for its service: the central tray, where somebody sorts it. */
export const centralUnit = "zentrale-dienste";

export function serviceByCode(code: string): Service | undefined {
  return services.find((service) => service.code === code);
}

/** The service a FIM identifier names: `urn:de:fim:leika:leistung:<14 digits>` or the digits alone. */
export function serviceByLeikaKey(identifier: string): Service | undefined {
  const key = identifier.slice(identifier.lastIndexOf(":") + 1);
  return services.find((service) => service.leikaKeys.includes(key));
}
