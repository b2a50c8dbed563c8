// What may stop an invoice for a while, in one menu beside the steps of the workflow. An entry that is not possible now says why.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionMenu, type ActionMenuEntry } from "../../components/action-menu.tsx";
import { CreditDialog } from "./credit-dialog.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";
import { QueryDialog } from "./query-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { ReturnDialog } from "./return-dialog.tsx";

const steps = ["query", "hold", "dispute", "returnToSupplier", "matchCredit", "wantTechnical", "waiveTechnical"] as const;
type Step = (typeof steps)[number];

export function ClarifyMenu(props: InvoiceProps) {
  const { body, handle } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState<Step | null>(null);
  const labels: Readonly<Record<Step, string>> = {
    query: t("workflow.query.entry"),
    hold: t("workflow.hold.entry"),
    dispute: t("workflow.dispute.entry"),
    returnToSupplier: t("workflow.back.entry"),
    matchCredit: t("workflow.credit.entry"),
    wantTechnical: t("workflow.technical.want"),
    waiveTechnical: t("workflow.technical.waive"),
  };
  const hidden: Readonly<Partial<Record<Step, boolean>>> = {
    matchCredit: body.documentKind === "creditNote",
    wantTechnical: body.technicalWanted !== undefined,
    waiveTechnical: body.technicalWanted === undefined || body.technical !== undefined,
  };
  // Nobody is chosen yet: the dialog offers those who may be asked.
  const whyNot = (step: Step): string | undefined => (handle.refusalCode(step) === "cannotSee" ? undefined : handle.whyNot(step));
  const entries = steps.flatMap((step): readonly ActionMenuEntry[] =>
    handle.has(step) && hidden[step] !== true ? [{ id: step, label: labels[step], whyNot: whyNot(step), run: () => setOpen(step) }] : [],
  );
  const close = (): void => setOpen(null);
  // Where none of them is possible, by this person or in this state, the menu would only be in the way.
  if (entries.every(({ whyNot }) => whyNot !== undefined)) return null;
  return (
    <>
      <ActionMenu button={t("workflow.menu")} label={t("workflow.menuLabel")} entries={entries} />
      {open === "query" && <QueryDialog {...props} onClose={close} />}
      {open === "hold" && <HoldDialog handle={handle} onClose={close} />}
      {open === "returnToSupplier" && <ReturnDialog {...props} onClose={close} />}
      {open === "matchCredit" && <CreditDialog {...props} onClose={close} />}
      {open === "dispute" && (
        <ReasonDialog
          title={t("workflow.dispute.title")}
          label={t("workflow.reason")}
          missing={t("workflow.reasonMissing")}
          hint={t("workflow.dispute.hint")}
          submit={t("workflow.dispute.submit")}
          busy={handle.busy}
          onSubmit={(reason) => handle.submit("dispute", { reason }, t("workflow.dispute.done"))}
          onClose={close}
        />
      )}
      {(open === "wantTechnical" || open === "waiveTechnical") && (
        <ReasonDialog
          title={open === "wantTechnical" ? t("workflow.technical.wantTitle") : t("workflow.technical.waiveTitle")}
          label={t("workflow.reason")}
          missing={t("workflow.reasonMissing")}
          {...(open === "wantTechnical" ? { hint: t("workflow.technical.wantHint") } : {})}
          submit={t("workflow.technical.submit")}
          busy={handle.busy}
          onSubmit={(reason) =>
            handle.submit(open, { reason }, open === "wantTechnical" ? t("workflow.technical.wanted") : t("workflow.technical.waived"))
          }
          onClose={close}
        />
      )}
    </>
  );
}
