// A bank's statement: what it says of our payments, shown before anything is booked, and what is left for a person to clear up.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileTrigger } from "react-aria-components";
import { mostStatementBytes, type MatchedRow, type ReadStatement } from "../../../shared/desk/payment-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatIban } from "../../../shared/text/format.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useCommand } from "../../desk/use-command.ts";
import { StatementTable } from "./statement-table.tsx";

/** Bytes as the wire takes them. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function StatementPart({ whyNot }: { readonly whyNot: string | undefined }) {
  const { t } = useTranslation();
  const read = useCall("readStatement");
  const { run, busy } = useCommand();
  const [file, setFile] = useState<string>();
  const [shown, setShown] = useState<ReadStatement>();
  const [tooLarge, setTooLarge] = useState(false);
  const look = async (base64: string): Promise<void> => setShown(await read.run({ base64 }));
  const choose = async (chosen: File): Promise<void> => {
    setShown(undefined);
    setTooLarge(chosen.size > mostStatementBytes);
    if (chosen.size > mostStatementBytes) return;
    const base64 = base64Of(new Uint8Array(await chosen.arrayBuffer()));
    setFile(base64);
    await look(base64);
  };
  const matched = (shown?.statements ?? []).flatMap(({ entries }) => entries).filter(({ standing }) => standing === "matched");
  const book = async (): Promise<void> => {
    const runs = [...new Set(matched.flatMap((row) => row.run ?? []))];
    const commands = runs.map((id) => ({
      kind: "paymentRun",
      name: "settleRun",
      recordId: id,
      args: { entries: matched.filter((row) => row.run === id).flatMap(({ settles }) => settles) },
    }));
    const booked = await run(commands, t("payment.statement.booked"));
    if (booked !== undefined && file !== undefined) await look(file);
  };
  return (
    <div className="pane__body payment__body" tabIndex={0} role="region" aria-label={t("payment.view.statement")}>
      <p className="muted">{t("payment.statement.hint")}</p>
      {whyNot === undefined ? (
        <FileTrigger
          acceptedFileTypes={[".xml", ".c53"]}
          onSelect={(files) => [...(files ?? [])].slice(0, 1).forEach((one) => void choose(one))}
        >
          <Button icon="upload">{t("payment.statement.choose")}</Button>
        </FileTrigger>
      ) : (
        <ActionButton icon="upload" label={t("payment.statement.choose")} whyNot={whyNot} onPress={() => undefined} />
      )}
      {tooLarge && <Message tone="danger">{t("payment.statement.tooLarge")}</Message>}
      {read.busy && shown === undefined && <Skeleton lines={4} label={t("payment.statement.reading")} />}
      {read.error !== undefined && (
        <Message tone="danger" live>
          {deskErrors[read.error.code]}
        </Message>
      )}
      {shown !== undefined && shown.problem !== null && (
        <Message tone="danger" live title={t("payment.statement.problemTitle")}>
          {t(`payment.statement.problem.${shown.problem}`)}
        </Message>
      )}
      {shown?.statements.map((statement) => (
        <ShownStatement key={statement.id} statement={statement} />
      ))}
      {shown !== undefined &&
        shown.problem === null &&
        (matched.length === 0 ? (
          <Message tone="info">{t("payment.statement.nothing")}</Message>
        ) : (
          <Button variant="primary" icon="check" isPending={busy} onPress={() => void book()}>
            {t("payment.statement.book", { count: matched.length })}
          </Button>
        ))}
    </div>
  );
}

function ShownStatement({ statement }: { readonly statement: ReadStatement["statements"][number] }) {
  const { t } = useTranslation();
  const of = (standing: MatchedRow["standing"]): readonly MatchedRow[] => statement.entries.filter((row) => row.standing === standing);
  return (
    <Section level={2} title={t("payment.statement.name", { name: statement.name, iban: formatIban(statement.iban) })}>
      {!statement.ours && <Message tone="warning">{t("payment.statement.foreign")}</Message>}
      {statement.balanced === false && <Message tone="warning">{t("payment.statement.unbalanced")}</Message>}
      <StatementTable title={t("payment.statement.matched")} rows={of("matched")} />
      <StatementTable title={t("payment.statement.unmatched")} hint={t("payment.statement.unmatchedHint")} rows={of("unmatched")} />
      <StatementTable title={t("payment.statement.known")} rows={of("known")} />
    </Section>
  );
}
