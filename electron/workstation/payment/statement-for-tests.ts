// Writes account statements as a bank would, for tests.

export interface EntryForTests {
  readonly reference?: string;
  readonly cents: number;
  readonly credit?: boolean;
  readonly on?: string;
  readonly endToEnd?: string;
  /** Our message id. */
  readonly batch?: string;
  readonly iban?: string;
  readonly returned?: string;
  readonly pending?: boolean;
  readonly parts?: readonly { readonly endToEnd: string; readonly cents: number }[];
}

export interface StatementForTests {
  readonly iban: string;
  readonly id: string;
  readonly entries: readonly EntryForTests[];
  readonly version?: "02" | "08";
  /** Opening and closing, in cents. */
  readonly balances?: readonly [number, number];
}

const money = (cents: number): string => (cents / 100).toFixed(2);
const when = (condition: unknown, text: string): string => (condition === undefined || condition === false ? "" : text);

/** A camt.053 file with one statement. */
export function statementFile({ iban, id, entries, version = "08", balances }: StatementForTests): string {
  const balance = (code: string, cents: number): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${money(Math.abs(cents))}</Amt><CdtDbtInd>${cents < 0 ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>2026-11-26</Dt></Dt></Bal>`;
  const head = balances === undefined ? "" : `${balance("OPBD", balances[0])}${balance("CLBD", balances[1])}`;
  const body = entries.map((entry) => entryOf(entry, version)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M-${id}</MsgId><CreDtTm>2026-11-27T05:00:00Z</CreDtTm></GrpHdr><Stmt><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${head}${body}</Stmt></BkToCstmrStmt></Document>`;
}

function entryOf(entry: EntryForTests, version: "02" | "08"): string {
  const { cents, credit = false, on = "2026-11-26", reference, batch, parts, pending } = entry;
  const status = pending === true ? "PDNG" : "BOOK";
  const details = (parts ?? [{ ...entry, cents }]).map((part) => detailOf({ ...entry, ...part }, version)).join("");
  const whole = batch === undefined ? details : "";
  return `<Ntry>${when(reference, `<NtryRef>${reference ?? ""}</NtryRef>`)}<Amt Ccy="EUR">${money(cents)}</Amt><CdtDbtInd>${credit ? "CRDT" : "DBIT"}</CdtDbtInd><Sts>${version === "08" ? `<Cd>${status}</Cd>` : status}</Sts><BookgDt><Dt>${on}</Dt></BookgDt><NtryDtls>${when(batch, `<Btch><PmtInfId>${batch ?? ""}</PmtInfId></Btch>`)}${whole}</NtryDtls></Ntry>`;
}

function detailOf({ endToEnd = "NOTPROVIDED", cents, credit = false, iban, returned }: EntryForTests, version: "02" | "08"): string {
  const amount =
    version === "08" ? `<Amt Ccy="EUR">${money(cents)}</Amt>` : `<AmtDtls><TxAmt><Amt Ccy="EUR">${money(cents)}</Amt></TxAmt></AmtDtls>`;
  const side = credit ? "DbtrAcct" : "CdtrAcct";
  const party = when(iban, `<RltdPties><${side}><Id><IBAN>${iban ?? ""}</IBAN></Id></${side}></RltdPties>`);
  const back = when(returned, `<RtrInf><Rsn><Cd>${returned ?? ""}</Cd></Rsn></RtrInf>`);
  return `<TxDtls><Refs><EndToEndId>${endToEnd}</EndToEndId></Refs>${amount}${party}${back}</TxDtls>`;
}
