// Whether the electronic invoice is right: a verdict in words, what the sender has to mend, and where its picture says something else.
// Must never say anything of a scan, and never call right what was not held to the rules.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadEInvoice } from "../../../shared/desk/einvoice-calls.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { findingText, termLabel } from "../../../shared/text/einvoice-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import type { IconName } from "../../components/icon.tsx";
import type { SoughtPlace } from "../../pdf/e-invoice-places.ts";
import type { AskedEInvoice } from "../../pdf/use-e-invoice.ts";
import { EInvoiceComparison } from "./e-invoice-comparison.tsx";
import "./e-invoice-section.css";

export interface EInvoiceSectionProps {
  readonly body: Invoice;
  readonly asked: AskedEInvoice;
  /** Shows the data in the place of the picture; left out where they are shown anyway. */
  readonly onData?: (() => void) | undefined;
  /** Shows the place that a finding speaks of. */
  readonly onPlace: (place: SoughtPlace) => void;
}

export function EInvoiceSection({ body, asked, onData, onPlace }: EInvoiceSectionProps) {
  const { t } = useTranslation();
  const { answer, again } = asked;
  if (answer.state === "none") return null;
  // Most PDFs are scans: of those nothing is said, not even that somebody looks.
  if (answer.state !== "read" && !isExpected(body)) return null;
  return (
    <Section
      title={t("eInvoice.title")}
      aside={
        answer.state === "read" &&
        onData !== undefined && (
          <Button variant="quiet" icon="invoice" onPress={onData}>
            {t("eInvoice.showData")}
          </Button>
        )
      }
    >
      {answer.state === "loading" && <Skeleton lines={2} label={t("eInvoice.reading")} />}
      {answer.state === "notHere" && (
        <Message tone="info" title={t("eInvoice.notHereTitle")}>
          {t("eInvoice.notHere")}
        </Message>
      )}
      {answer.state === "unreadable" && (
        <Message tone="danger" title={t("eInvoice.unreadableTitle")}>
          {t(answer.code === "pdf-password" ? "eInvoice.locked" : "eInvoice.unreadable")}
        </Message>
      )}
      {answer.state === "failed" && (
        <Message
          tone="warning"
          title={t("eInvoice.failed")}
          actions={
            <Button icon="rotate" onPress={again}>
              {t("eInvoice.retry")}
            </Button>
          }
        />
      )}
      {answer.state === "read" && (
        <div className="e-invoice-verdict">
          <Verdict eInvoice={answer} />
          <EInvoiceComparison differences={answer.differences} />
          <Findings eInvoice={answer} onPlace={onPlace} />
        </div>
      )}
    </Section>
  );
}

/** An XML, or a paper of which the reader took values out of XML. */
function isExpected({ document, origins }: Invoice): boolean {
  return /xml/iu.test(document.mime) || Object.values(origins).some(({ source }) => source === "xml");
}

function Verdict({ eInvoice: { checked, findingCount, invoice } }: { readonly eInvoice: ReadEInvoice }) {
  const { t } = useTranslation();
  if (!checked)
    return (
      <Message tone="warning" title={t("eInvoice.notWholeTitle")}>
        {t("eInvoice.notWhole", { profile: invoice.specification ?? t("eInvoice.noProfile") })}
      </Message>
    );
  const { fatal, warning, information } = findingCount;
  const breaches = t("eInvoice.breaches", { count: fatal });
  const hints = warning + information === 0 ? undefined : t("eInvoice.hints", { count: warning + information });
  if (fatal > 0)
    return (
      <Message
        tone="danger"
        title={hints === undefined ? t("eInvoice.wrong", { breaches }) : t("eInvoice.wrongWithHints", { breaches, hints })}
      />
    );
  return <Message tone="success" title={hints === undefined ? t("eInvoice.right") : t("eInvoice.rightWithHints", { hints })} />;
}

const looks: Readonly<Record<ReadEInvoice["findings"][number]["severity"], { tone: Tone; icon: IconName }>> = {
  fatal: { tone: "danger", icon: "error" },
  warning: { tone: "warning", icon: "warning" },
  information: { tone: "info", icon: "info" },
};

/** More of them would bury the fields below. */
const shownAtFirst = 5;

interface FindingsProps extends Pick<EInvoiceSectionProps, "onPlace"> {
  readonly eInvoice: ReadEInvoice;
}

function Findings({ eInvoice: { findings, findingCount }, onPlace }: FindingsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const count = findingCount.fatal + findingCount.warning + findingCount.information;
  const shown = all ? findings : findings.slice(0, shownAtFirst);
  return (
    <>
      <ul className="e-invoice-findings" aria-label={t("eInvoice.findings")}>
        {shown.map((finding, place) => {
          const { rule, severity, term, index } = finding;
          const field = `${termLabel(term)} (${term})`;
          return (
            <li key={`${rule} ${place}`} className="e-invoice-findings__finding">
              <span className="e-invoice-findings__head">
                <Pill plain tone={looks[severity].tone} icon={looks[severity].icon}>
                  {t(`eInvoice.weights.${severity}`)}
                </Pill>
                <span className="e-invoice-findings__rule">{rule}</span>
              </span>
              <p>{findingText(finding)}</p>
              <p className="e-invoice-findings__field">
                <span>{index === undefined ? t("eInvoice.about", { field }) : t("eInvoice.aboutEntry", { field, entry: index + 1 })}</span>
                <Button
                  variant="quiet"
                  icon="eye"
                  label={t("eInvoice.goToLabel", { rule, field })}
                  onPress={() => onPlace(index === undefined ? { term } : { term, index })}
                >
                  {t("eInvoice.goTo")}
                </Button>
              </p>
            </li>
          );
        })}
      </ul>
      {shown.length < findings.length && (
        <Button variant="quiet" onPress={() => setAll(true)}>
          {t("eInvoice.allFindings", { count: findings.length })}
        </Button>
      )}
      {all && findings.length < count && (
        <p className="e-invoice-findings__field">{t("eInvoice.moreFindings", { shown: findings.length, count })}</p>
      )}
    </>
  );
}
