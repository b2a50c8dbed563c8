// Checks a pain.001.001.09 file against the rules of its schema and of SEPA, written as a table: order, number, length and pattern of
// every element, totals, check digits. Must never share a line with the writer: it reads the bytes as a bank would.
import { isValidIBAN } from "ibantools";
import { defaultReadLimits } from "../../../scanner-inbox/read/reading.ts";
import { attributeOf, elementsAt, parseXml, writtenAt, type XmlElement } from "../../../scanner-inbox/read/xml-element.ts";
import { centsOfDecimal } from "../../../shared/base/money.ts";

/** What breaks a rule: where in the file, and which rule, in English for the log. */
export interface FileFinding {
  readonly path: string;
  readonly rule: string;
}

interface Rule {
  readonly name: string;
  /** How often it stands there; once where nothing is said. */
  readonly times?: readonly [number, number];
  /** Of a text: what the whole has to look like. */
  readonly text?: RegExp;
  /** In this order and no other. */
  readonly inside?: readonly Rule[];
  /** Just one of those inside. */
  readonly choice?: boolean;
  readonly attributes?: Readonly<Record<string, RegExp>>;
}

const maybe = [0, 1] as const;
const many = [1, 100_000] as const;

const text = (most: number): RegExp => new RegExp(`^[A-Za-z0-9/?:().,'+ ÄÖÜäöüß&*$%-]{1,${most}}$`, "u");
/** The scheme rules (EPC): an id neither begins nor ends with a slash, and has no two in a row. */
const id = /^(?!\/)(?!.*\/\/)[A-Za-z0-9/?:().,'+ -]{1,35}(?<!\/)$/u;
const count = /^\d{1,15}$/u;
/** Eighteen digits, two of them behind the point. */
const sum = /^\d{1,16}\.\d{2}$/u;
const bic = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/u;
const iban = /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/u;
const day = /^\d{4}-\d{2}-\d{2}$/u;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/u;

const account: Rule = { name: "Id", inside: [{ name: "IBAN", text: iban }] };
const agent = (orNone: boolean): Rule => ({
  name: "FinInstnId",
  choice: true,
  inside: [
    { name: "BICFI", times: maybe, text: bic },
    ...(orNone ? [{ name: "Othr", times: maybe, inside: [{ name: "Id", text: /^NOTPROVIDED$/u }] } satisfies Rule] : []),
  ],
});

const transaction: Rule = {
  name: "CdtTrfTxInf",
  times: many,
  inside: [
    {
      name: "PmtId",
      inside: [
        { name: "InstrId", times: maybe, text: id },
        { name: "EndToEndId", text: id },
      ],
    },
    { name: "Amt", inside: [{ name: "InstdAmt", text: /^(?!0+\.00$)\d{1,9}\.\d{2}$/u, attributes: { Ccy: /^EUR$/u } }] },
    { name: "CdtrAgt", times: maybe, inside: [agent(false)] },
    { name: "Cdtr", inside: [{ name: "Nm", text: text(70) }] },
    { name: "CdtrAcct", inside: [account] },
    { name: "RmtInf", times: maybe, inside: [{ name: "Ustrd", text: text(140) }] },
  ],
};

/** The schema as far as a SEPA credit transfer of a municipality needs it; an element that is not here may not stand in the file. */
const document: Rule = {
  name: "Document",
  inside: [
    {
      name: "CstmrCdtTrfInitn",
      inside: [
        {
          name: "GrpHdr",
          inside: [
            { name: "MsgId", text: id },
            { name: "CreDtTm", text: instant },
            { name: "NbOfTxs", text: count },
            { name: "CtrlSum", text: sum },
            { name: "InitgPty", inside: [{ name: "Nm", text: text(70) }] },
          ],
        },
        {
          name: "PmtInf",
          times: many,
          inside: [
            { name: "PmtInfId", text: id },
            { name: "PmtMtd", text: /^TRF$/u },
            { name: "BtchBookg", times: maybe, text: /^(?:true|false)$/u },
            { name: "NbOfTxs", text: count },
            { name: "CtrlSum", text: sum },
            { name: "PmtTpInf", inside: [{ name: "SvcLvl", inside: [{ name: "Cd", text: /^SEPA$/u }] }] },
            {
              name: "ReqdExctnDt",
              choice: true,
              inside: [
                { name: "Dt", times: maybe, text: day },
                { name: "DtTm", times: maybe, text: instant },
              ],
            },
            { name: "Dbtr", inside: [{ name: "Nm", text: text(70) }] },
            { name: "DbtrAcct", inside: [account] },
            { name: "DbtrAgt", inside: [agent(true)] },
            { name: "ChrgBr", text: /^SLEV$/u },
            transaction,
          ],
        },
      ],
    },
  ],
};

const namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
const inTransfer = ["CstmrCdtTrfInitn"] as const;

/** Everything in the file that breaks a rule; nothing where a bank has to take it. */
export function checkPain001(bytes: Uint8Array): readonly FileFinding[] {
  let root: XmlElement;
  try {
    root = parseXml(bytes, defaultReadLimits);
  } catch {
    return [{ path: "/", rule: "well-formed XML" }];
  }
  if (root.name !== "Document" || root.namespace !== namespace)
    return [{ path: `/${root.name}`, rule: `root element and namespace ${namespace}` }];
  const form = [...formFindings(root, document, "/Document")];
  return form.length > 0 ? form : [...sumFindings(root), ...identityFindings(root)];
}

function* formFindings(element: XmlElement, rule: Rule, path: string): Generator<FileFinding> {
  if (element.namespace !== namespace) yield { path, rule: "namespace" };
  const wanted = rule.attributes ?? {};
  for (const [name, pattern] of Object.entries(wanted))
    if (!pattern.test(attributeOf(element, name) ?? "")) yield { path: `${path}/@${name}`, rule: String(pattern) };
  for (const name of element.attributes.keys())
    if (!Object.hasOwn(wanted, name)) yield { path: `${path}/@${name}`, rule: "no such attribute" };
  if (rule.text !== undefined) {
    if (element.children.length > 0) yield { path, rule: "text only" };
    if (!rule.text.test(element.text)) yield { path, rule: String(rule.text) };
    return;
  }
  if (element.text.trim() !== "") yield { path, rule: "no text" };
  const inside = rule.inside ?? [];
  if (rule.choice === true && element.children.length !== 1) yield { path, rule: "just one of a choice" };
  let place = 0;
  for (const child of element.children) {
    const found = inside.findIndex(({ name }, index) => index >= place && name === child.name);
    if (found < 0) yield { path: `${path}/${child.name}`, rule: "unknown element, or not in its order" };
    else place = found;
  }
  for (const part of inside) {
    const own = element.children.filter(({ name }) => name === part.name);
    const [least, most] = part.times ?? [1, 1];
    if (own.length < least || own.length > most)
      yield { path: `${path}/${part.name}`, rule: `${least} to ${most} times, not ${own.length}` };
    for (const child of own) yield* formFindings(child, part, `${path}/${part.name}`);
  }
}

function amounts(element: XmlElement): readonly number[] {
  return elementsAt(element, "CdtTrfTxInf", "Amt", "InstdAmt").map(({ text: written }) => centsOfDecimal(written) ?? Number.NaN);
}

function* sumFindings(root: XmlElement): Generator<FileFinding> {
  const payments = elementsAt(root, ...inTransfer, "PmtInf");
  const compare = function* (path: string, head: XmlElement, all: readonly number[]): Generator<FileFinding> {
    if (writtenAt(head, "NbOfTxs") !== String(all.length)) yield { path: `${path}/NbOfTxs`, rule: "counts the transactions" };
    const total = all.reduce((one, other) => one + other, 0);
    if (centsOfDecimal(writtenAt(head, "CtrlSum") ?? "") !== total) yield { path: `${path}/CtrlSum`, rule: "is the sum of the amounts" };
  };
  for (const head of elementsAt(root, ...inTransfer, "GrpHdr"))
    yield* compare("/Document/CstmrCdtTrfInitn/GrpHdr", head, payments.flatMap(amounts));
  for (const payment of payments) yield* compare("/Document/CstmrCdtTrfInitn/PmtInf", payment, amounts(payment));
}

function* identityFindings(root: XmlElement): Generator<FileFinding> {
  const ids = elementsAt(root, ...inTransfer, "PmtInf", "CdtTrfTxInf", "PmtId", "EndToEndId").map(({ text: written }) => written);
  if (new Set(ids).size < ids.length) yield { path: "EndToEndId", rule: "names one transaction" };
  const payments = elementsAt(root, ...inTransfer, "PmtInf");
  const accounts = payments.flatMap((payment) => [
    ...elementsAt(payment, "DbtrAcct", "Id", "IBAN"),
    ...elementsAt(payment, "CdtTrfTxInf", "CdtrAcct", "Id", "IBAN"),
  ]);
  for (const { text: written } of accounts)
    if (!isValidIBAN(written)) yield { path: "IBAN", rule: "check digits and length of its country" };
  for (const { text: written } of elementsAt(root, ...inTransfer, "PmtInf", "ReqdExctnDt", "Dt"))
    if (new Date(`${written}T00:00:00Z`).toISOString().slice(0, 10) !== written)
      yield { path: "ReqdExctnDt/Dt", rule: "a day of the calendar" };
}
