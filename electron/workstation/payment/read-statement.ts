// Reads a bank's account statement, camt.053 (ISO 20022) in the versions German banks send: .02 and .08. Amounts become cents, days become
// office dates; nothing is judged. The XML passes the same guard as every invoice.
import { createHash } from "node:crypto";
import { defaultReadLimits, ReadError } from "../../../scanner-inbox/read/reading.ts";
import {
  childOf,
  elementAt,
  elementsAt,
  parseXml,
  writtenAt,
  writtenOf,
  attributeOf,
  type XmlElement,
} from "../../../scanner-inbox/read/xml-element.ts";
import { centsOfDecimal } from "../../../shared/base/money.ts";
import { isOfficeDate } from "../../../shared/base/office-date.ts";
import type { BankStatement, StatementEntry, StatementProblem } from "../../../shared/domain/payment-run/statement.ts";

const namespaces = ["urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"];

/** The statements of a file; or the word for why it is none that can be booked. */
export function readStatements(bytes: Uint8Array): readonly BankStatement[] | StatementProblem {
  let root: XmlElement;
  try {
    root = parseXml(bytes, defaultReadLimits);
  } catch (thrown) {
    if (thrown instanceof ReadError) return thrown.failure.code === "xml-malformed" ? "broken" : "refused";
    throw thrown;
  }
  if (!root.namespace.startsWith("urn:iso:std:iso:20022:tech:xsd:camt.053.")) return "otherFile";
  if (!namespaces.includes(root.namespace)) return "otherVersion";
  const statements: BankStatement[] = [];
  for (const element of elementsAt(root, "BkToCstmrStmt", "Stmt")) {
    const statement = statementOf(element);
    if (typeof statement === "string") return statement;
    statements.push(statement);
  }
  return statements.length === 0 ? "empty" : statements;
}

function statementOf(element: XmlElement): BankStatement | StatementProblem {
  const iban = writtenAt(element, "Acct", "Id", "IBAN");
  const id = writtenAt(element, "Id");
  if (iban === null || id === null) return "incomplete";
  const entries: StatementEntry[] = [];
  let turnover = 0;
  for (const entry of elementsAt(element, "Ntry")) {
    const read = entriesOf(entry);
    if (typeof read === "string") return read;
    turnover += read.booked;
    entries.push(...read.entries);
  }
  const [opening, closing] = [balanceOf(element, "OPBD", "PRCD"), balanceOf(element, "CLBD")];
  const balanced = opening === undefined || closing === undefined ? null : opening + turnover === closing;
  return { id: `${iban}/${id}`, iban, name: id, entries, balanced };
}

/** In cents, negative where the account is overdrawn; undefined where the statement does not say it. */
function balanceOf(element: XmlElement, ...codes: readonly string[]): number | undefined {
  const balance = elementsAt(element, "Bal").find((one) => codes.includes(writtenAt(one, "Tp", "CdOrPrtry", "Cd") ?? ""));
  const cents = centsOfDecimal(writtenAt(balance, "Amt") ?? "");
  return cents === null ? undefined : writtenAt(balance, "CdtDbtInd") === "DBIT" ? -cents : cents;
}

type Read = { readonly booked: number; readonly entries: readonly StatementEntry[] };

/** One booking of the account: as a whole, or each transaction of a batch that the bank lists. */
function entriesOf(entry: XmlElement): Read | StatementProblem {
  const status = writtenAt(entry, "Sts", "Cd") ?? writtenOf(childOf(entry, "Sts"));
  // What is only announced moves no money yet.
  if (status !== null && status !== "BOOK") return { booked: 0, entries: [] };
  const amount = childOf(entry, "Amt");
  const cents = centsOfDecimal(amount?.text ?? "");
  const on = writtenAt(entry, "BookgDt", "Dt") ?? writtenAt(entry, "BookgDt", "DtTm")?.slice(0, 10) ?? "";
  const indicator = writtenAt(entry, "CdtDbtInd");
  if (cents === null || !isOfficeDate(on) || (indicator !== "DBIT" && indicator !== "CRDT")) return "incomplete";
  const debit = indicator === "DBIT";
  // Some banks give an entry no reference: then its own words name it, the same in every copy of the statement.
  const reference = writtenAt(entry, "AcctSvcrRef") ?? writtenAt(entry, "NtryRef") ?? fingerprint(entry);
  const details = elementsAt(entry, "NtryDtls", "TxDtls");
  const batch = elementAt(entry, "NtryDtls", "Btch");
  const base = {
    on,
    debit,
    euro: attributeOf(amount, "Ccy") === "EUR",
    batch: writtenAt(batch, "PmtInfId") ?? writtenAt(details[0], "Refs", "PmtInfId"),
  };
  const alone = details.length <= 1;
  const entries = (alone ? [details[0]] : details).map((detail, index): StatementEntry => {
    const part = centsOfDecimal(writtenAt(detail, "Amt") ?? writtenAt(detail, "AmtDtls", "TxAmt", "Amt") ?? "");
    const endToEnd = writtenAt(detail, "Refs", "EndToEndId");
    const reason = writtenAt(detail, "RtrInf", "Rsn", "Cd") ?? writtenAt(detail, "RtrInf", "Rsn", "Prtry");
    return {
      ...base,
      entry: alone ? reference : `${reference}#${index + 1}`,
      cents: alone ? cents : (part ?? 0),
      endToEnd: endToEnd === null || endToEnd === "NOTPROVIDED" ? null : endToEnd,
      returned: reason ?? (childOf(detail, "RtrInf") !== undefined || isReturn(entry, detail) ? "" : null),
      iban:
        writtenAt(detail, "RltdPties", debit ? "CdtrAcct" : "DbtrAcct", "Id", "IBAN") ??
        writtenAt(detail, "RltdPties", "CdtrAcct", "Id", "IBAN"),
      name: nameOf(detail, debit ? "Cdtr" : "Dbtr"),
      text: elementsAt(detail, "RmtInf", "Ustrd")
        .map(({ text }) => text.trim())
        .join(" ")
        .slice(0, 300),
    };
  });
  return { booked: debit ? -cents : cents, entries };
}

function nameOf(detail: XmlElement | undefined, party: string): string | null {
  return writtenAt(detail, "RltdPties", party, "Pty", "Nm") ?? writtenAt(detail, "RltdPties", party, "Nm");
}

/** By the bank's code of the transaction: family of credit transfers, sub-family return. */
function isReturn(...elements: readonly (XmlElement | undefined)[]): boolean {
  return elements.some((element) => writtenAt(element, "BkTxCd", "Domn", "Fmly", "SubFmlyCd") === "RRTN");
}

function fingerprint(element: XmlElement): string {
  const words = (one: XmlElement): string => `${one.name}(${one.text.trim()}${one.children.map(words).join("")})`;
  return createHash("sha256").update(words(element)).digest("hex").slice(0, 32);
}
