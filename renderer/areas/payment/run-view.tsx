// One run: who made and who released it, whom it pays, which files left the house, what the bank did. Each step says why it is not possible.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { paymentRunSchema, sumOf, type PaymentRun } from "../../../shared/domain/payment-run/schema.ts";
import { whyNotDissolved, whyNotExported, whyNotReleased } from "../../../shared/domain/payment-run/rights.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import { formatDate, formatDateTime, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { actorName, refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Money } from "../../components/cells.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { DissolveDialog } from "./dissolve-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunItems } from "./run-items.tsx";
import { RunPill } from "./run-pill.tsx";

export function RunView({ id }: { readonly id: string }) {
  const handle = useRecord("paymentRun", id);
  const { error, value } = handle.state;
  if (error !== undefined) return <RecordState state={error} />;
  if (value === undefined) return <RecordState state="loading" />;
  if (value.record === null) return <RecordState state="missing" />;
  const parsed = paymentRunSchema.safeParse(readableBody(value.record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownRun id={id} body={parsed.data} handle={handle} />;
}

export interface RunProps {
  readonly id: string;
  readonly body: PaymentRun;
  readonly handle: RecordHandle;
}

function ShownRun(props: RunProps) {
  const { body, handle } = props;
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const by = (signed: PaymentRun["made"]): string =>
    t("payment.run.by", { name: actorName(signed.by, signed.onBehalfOf, directory), at: formatDateTime(signed.at) });
  const discount = body.items.reduce((total, item) => total + item.discount, 0);
  const { dissolved, released } = body;
  return (
    <div className="record">
      <RunHeader {...props} />
      <div className="payment-run" tabIndex={0} role="region" aria-label={t("payment.run.facts")}>
        <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
        <Section title={t("payment.run.facts")}>
          <DataList
            items={[
              { label: t("payment.run.made"), value: by(body.made) },
              { label: t("payment.run.released"), value: released === undefined ? t("payment.run.notReleased") : by(released) },
              { label: t("payment.run.debtor"), value: `${formatIban(body.debtor.iban)} · ${body.debtor.name}` },
              { label: t("payment.run.sum"), value: <Money cents={sumOf(body)} /> },
              ...(discount === 0 ? [] : [{ label: t("payment.run.discount"), value: <Money cents={discount} /> }]),
              ...(dissolved === undefined
                ? []
                : [
                    {
                      label: t("payment.run.dissolved"),
                      value: t("payment.run.dissolvedBy", {
                        name: actorName(dissolved.by, dissolved.onBehalfOf, directory),
                        at: formatDateTime(dissolved.at),
                        reason: dissolved.reason,
                      }),
                      wide: true,
                    },
                  ]),
            ]}
          />
        </Section>
        <RunFiles {...props} />
        <RunItems body={body} />
        <HistoryList trail={body.trail} directory={directory} />
      </div>
    </div>
  );
}

function RunHeader(props: RunProps) {
  const { body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const [dialog, setDialog] = useState<"none" | "release" | "export" | "dissolve">("none");
  const close = (): void => setDialog("none");
  const doing = { actor, context: { today } };
  const why = (refusal: Refusal | undefined): string | undefined => (refusal === undefined ? undefined : refusalText(refusal, directory));
  const { state } = body;
  const again = Object.keys(body.exports).length > 0;
  return (
    <>
      <RecordHeader
        icon="payment"
        title={body.number}
        line={
          <>
            <span>{t("payment.run.line", { date: formatDate(body.executeOn) })}</span>
            <span>{t("payment.run.count", { count: body.items.length })}</span>
            <strong className="money">{formatMoney(sumOf(body))}</strong>
          </>
        }
        state={<RunPill state={state} />}
        actions={
          state === "dissolved" || state === "settled" ? null : (
            <>
              {state === "made" && (
                <ActionButton
                  icon="stamp"
                  variant="primary"
                  label={t("payment.run.release")}
                  whyNot={why(whyNotReleased(doing, body))}
                  onPress={() => setDialog("release")}
                />
              )}
              {state !== "made" && (
                <ActionButton
                  icon="upload"
                  variant={again ? "secondary" : "primary"}
                  label={again ? t("payment.run.exportAgain") : t("payment.run.export")}
                  whyNot={why(whyNotExported(doing, body))}
                  onPress={() => setDialog("export")}
                />
              )}
              {(state === "made" || state === "released") && (
                <ActionButton
                  icon="close"
                  label={t("payment.run.dissolve")}
                  whyNot={why(whyNotDissolved(doing, body))}
                  onPress={() => setDialog("dissolve")}
                />
              )}
            </>
          )
        }
      />
      {dialog === "release" && <ReleaseDialog body={body} handle={handle} onClose={close} />}
      {dialog === "export" && <ExportDialog {...props} onClose={close} />}
      {dialog === "dissolve" && <DissolveDialog body={body} handle={handle} onClose={close} />}
    </>
  );
}
