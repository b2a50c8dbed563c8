// Writes a run as a SEPA credit transfer, pain.001.001.09 (ISO 20022; DFÜ-Abkommen annex 3). Pure: the same run, message id and time
// are the same bytes, so that server and desk agree about the hash. Must never judge what it writes: the checker is another module.
import type { Cents } from "../../base/money.ts";
import { plainSepaText } from "./remittance.ts";
import { sumOf, type PaymentRun, type RunItem } from "./schema.ts";

export const pain001Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

export interface Pain001Head {
  /** At most 35 characters, never used twice. */
  readonly msgId: string;
  /** ISO, UTC. */
  readonly createdAt: string;
}

/** The file as text; it is sent as UTF-8. */
export function pain001Of(run: Pick<PaymentRun, "items" | "debtor" | "executeOn">, { msgId, createdAt }: Pain001Head): string {
  const { items, debtor, executeOn } = run;
  const totals = [element("NbOfTxs", String(items.length)), element("CtrlSum", decimal(sumOf(run)))];
  const holder = element("Nm", plainSepaText(debtor.name, 70));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="${pain001Namespace}">`,
    "<CstmrCdtTrfInitn>",
    group("GrpHdr", [element("MsgId", msgId), element("CreDtTm", `${createdAt.slice(0, 19)}Z`), ...totals, group("InitgPty", [holder])]),
    "<PmtInf>",
    element("PmtInfId", msgId),
    element("PmtMtd", "TRF"),
    element("BtchBookg", "true"),
    ...totals,
    group("PmtTpInf", [group("SvcLvl", [element("Cd", "SEPA")])]),
    group("ReqdExctnDt", [element("Dt", executeOn)]),
    group("Dbtr", [holder]),
    group("DbtrAcct", [account(debtor.iban)]),
    group("DbtrAgt", [agent(debtor.bic)]),
    element("ChrgBr", "SLEV"),
    ...items.map(transactionOf),
    "</PmtInf>",
    "</CstmrCdtTrfInitn>",
    "</Document>",
  ];
  return `${lines.join("\n")}\n`;
}

function transactionOf({ endToEnd, cents, bic, payee, iban, remittance }: RunItem): string {
  return group("CdtTrfTxInf", [
    group("PmtId", [element("EndToEndId", endToEnd)]),
    group("Amt", [`<InstdAmt Ccy="EUR">${decimal(cents)}</InstdAmt>`]),
    ...(bic === null ? [] : [group("CdtrAgt", [group("FinInstnId", [element("BICFI", bic)])])]),
    group("Cdtr", [element("Nm", plainSepaText(payee, 70))]),
    group("CdtrAcct", [account(iban)]),
    group("RmtInf", [element("Ustrd", remittance)]),
  ]);
}

function account(iban: string): string {
  return group("Id", [element("IBAN", iban)]);
}

/** Without a BIC the bank finds its own by the IBAN. */
function agent(bic: string | undefined): string {
  return group("FinInstnId", [bic === undefined ? group("Othr", [element("Id", "NOTPROVIDED")]) : element("BICFI", bic)]);
}

function decimal(cents: Cents): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

function group(name: string, parts: readonly string[]): string {
  return `<${name}>${parts.join("")}</${name}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;")}</${name}>`;
}
