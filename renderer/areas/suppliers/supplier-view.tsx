// One supplier: who it is, its accounts, what its papers have taught, its invoices, notes and history.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { supplierSchema, type Supplier } from "../../../shared/domain/supplier/schema.ts";
import { supplierFieldLabels } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { Pill } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { AccountsSection } from "./accounts-section.tsx";
import { BlockDialog } from "./block-dialog.tsx";
import { LearnedSection } from "./learned-section.tsx";
import { SupplierDialog } from "./supplier-dialog.tsx";
import { SupplierInvoices } from "./supplier-invoices.tsx";

export function SupplierView({ id }: { readonly id: string }) {
  const handle = useRecord("supplier", id);
  const { error, value } = handle.state;
  if (error !== undefined) return <RecordState state={error} />;
  if (value === undefined) return <RecordState state="loading" />;
  if (value.record === null) return <RecordState state="missing" />;
  const parsed = supplierSchema.safeParse(readableBody(value.record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownSupplier id={id} body={parsed.data} handle={handle} />;
}

export interface SupplierProps {
  readonly id: string;
  readonly body: Supplier;
  readonly handle: RecordHandle;
}

function ShownSupplier(props: SupplierProps) {
  const { id, body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const { fields } = body;
  const address = [fields.street, [fields.postcode, fields.city].filter((part) => part !== null).join(" ")].filter(
    (line) => line !== null && line !== "",
  );
  const fact = (label: string, value: string | null) => ({ label, value: value === null || value === "" ? t("suppliers.none") : value });
  return (
    <div className="record">
      <SupplierHeader {...props} />
      <div className="supplier__facts" tabIndex={0} role="region" aria-label={t("suppliers.facts")}>
        <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
        {body.withdrawn === true && (
          <div className="own-steps">
            <Message tone="info" title={t("suppliers.withdrawnTitle")}>
              {t("suppliers.withdrawn")}
            </Message>
          </div>
        )}
        <Section title={t("suppliers.facts")}>
          <DataList
            items={[
              fact(supplierFieldLabels["vatId"] ?? "", fields.vatId),
              fact(supplierFieldLabels["taxNumber"] ?? "", fields.taxNumber),
              fact(supplierFieldLabels["customerNumber"] ?? "", fields.customerNumber),
              fact(t("suppliers.address"), address.join(", ")),
              ...(fields.otherNames.length === 0
                ? []
                : [{ label: supplierFieldLabels["otherNames"] ?? "", value: fields.otherNames.join("; "), wide: true }]),
            ]}
          />
        </Section>
        <AccountsSection {...props} />
        <SupplierInvoices id={id} />
        <LearnedSection {...props} />
        <NotesSection
          notes={body.notes}
          directory={directory}
          personId={actor.personId}
          draftKey={`supplier/${id}`}
          whyNot={handle.whyNot("addNote")}
          onAdd={(text) => handle.submit("addNote", { text }, t("record.noteSaved"))}
          onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("record.noteWithdrawn"))}
        />
        <HistoryList trail={body.trail} directory={directory} />
      </div>
    </div>
  );
}

function SupplierHeader({ id, body, handle }: SupplierProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"none" | "edit" | "block">("none");
  const close = (): void => setDialog("none");
  const blocked = body.state === "blocked";
  return (
    <>
      <RecordHeader
        icon="supplier"
        title={body.fields.name}
        line={<span>{[body.fields.city, body.fields.vatId].filter((part) => part !== null).join(" · ")}</span>}
        state={
          <Pill tone={blocked ? "danger" : "success"} icon={blocked ? "lock" : "check"}>
            {t(blocked ? "suppliers.blocked" : "suppliers.active")}
          </Pill>
        }
        actions={
          <>
            <ActionButton icon="pen" label={t("suppliers.edit")} whyNot={handle.whyNot("describe")} onPress={() => setDialog("edit")} />
            {blocked ? (
              <ActionButton
                icon="check"
                label={t("suppliers.unblock")}
                whyNot={handle.whyNot("unblock")}
                isPending={handle.busy}
                onPress={() => void handle.submit("unblock", {}, t("suppliers.unblocked"))}
              />
            ) : (
              <ActionButton icon="lock" label={t("suppliers.block")} whyNot={handle.whyNot("block")} onPress={() => setDialog("block")} />
            )}
          </>
        }
      />
      {dialog === "edit" && <SupplierDialog edited={{ id, body }} onClose={close} />}
      {dialog === "block" && <BlockDialog handle={handle} onClose={close} />}
    </>
  );
}
