// Whose invoice it is: the supplier of the list and what it was recognised by, what contradicts the list, or the button that enters it.
import { useTranslation } from "react-i18next";
import type { SupplierMatchResult } from "../../../shared/desk/supplier-calls.ts";
import { enteredId } from "../../../shared/domain/supplier/commands.ts";
import { severityOf } from "../../../shared/domain/supplier/match.ts";
import { keeperOnly } from "../../../shared/domain/supplier/rights.ts";
import { accountSchema, emptySupplierFields } from "../../../shared/domain/supplier/schema.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Message } from "../../components/messages.tsx";
import { Pill } from "../../components/pill.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import type { InvoiceProps } from "./invoice-view.tsx";

export function SupplierNotice(props: InvoiceProps) {
  const match = useQuery("supplierMatch", { id: props.id }).value;
  if (match === undefined) return null;
  if (match.supplier === null) return <UnknownSupplier {...props} />;
  return <KnownSupplier {...props} supplier={match.supplier} findings={match.findings} />;
}

interface KnownSupplierProps extends InvoiceProps {
  readonly supplier: NonNullable<SupplierMatchResult["supplier"]>;
  readonly findings: SupplierMatchResult["findings"];
}

function KnownSupplier({ supplier, findings, handle }: KnownSupplierProps) {
  const { t } = useTranslation();
  const go = usePlace((store) => store.go);
  const { id, name, linked, by } = supplier;
  const unsure = by === "similarName";
  const whyNot = handle.whyNot("unlinkSupplier");
  return (
    <div className="invoice-supplier">
      <p className="invoice-supplier__line">
        <Button
          variant="quiet"
          icon="supplier"
          label={`${t("suppliers.invoice.open")}: ${name}`}
          onPress={() => go("suppliers", { kind: "supplier", id })}
        >
          {linked ? name : t("suppliers.invoice.proposed", { name })}
        </Button>
        <Pill plain tone={unsure ? "warning" : "neutral"} icon={unsure ? "warning" : "check"}>
          {t(`suppliers.invoice.by.${by ?? "person"}`)}
        </Pill>
        {linked ? (
          <ActionButton
            icon="close"
            variant="quiet"
            label={t("suppliers.invoice.unlink")}
            whyNot={whyNot}
            onPress={() => void handle.submit("unlinkSupplier", {}, t("suppliers.invoice.unlinked"))}
          />
        ) : (
          <ActionButton
            icon="check"
            label={t("suppliers.invoice.link")}
            whyNot={whyNot}
            isPending={handle.busy}
            onPress={() => void handle.submit("linkSupplier", { supplier: id }, t("suppliers.invoice.linked"))}
          />
        )}
      </p>
      {findings.map((finding) => (
        <Message key={finding} tone={severityOf(finding) === "error" ? "danger" : "warning"}>
          {t(`suppliers.invoice.findings.${finding}`, { name })}
        </Message>
      ))}
    </div>
  );
}

/** What the invoice says of its supplier is enough to enter it, with one button. */
function UnknownSupplier({ id, body, handle }: InvoiceProps) {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const { run, busy } = useCommand();
  const { supplier: name, supplierVatId: vatId, supplierTaxNumber: taxNumber, iban, bic } = body.fields;
  // Where the invoice takes no supplier any more, or not from this person, there is nothing to ask.
  if (name === null || handle.whyNot("unlinkSupplier") !== undefined) return null;
  const account = accountSchema.safeParse({ iban, bic });
  const args = { fields: { ...emptySupplierFields, name, vatId, taxNumber }, ibans: account.success ? [account.data] : [] };
  const supplier = enteredId(args);
  const refusal = keeperOnly({ actor, context: { today } });
  const whyNot = refusal === undefined ? undefined : refusalText(refusal, directory);
  if (supplier === undefined) return null;
  const enter = [
    { kind: "supplier", name: "enter", recordId: supplier, args },
    { kind: "invoice", name: "linkSupplier", recordId: id, args: { supplier } },
  ];
  return (
    <div className="invoice-supplier">
      <Message
        tone="info"
        title={t("suppliers.invoice.unknown")}
        actions={
          <ActionButton
            icon="plus"
            label={t("suppliers.invoice.enter")}
            whyNot={whyNot}
            isPending={busy}
            onPress={() => void run(enter, t("suppliers.invoice.entered"))}
          />
        }
      >
        {t("suppliers.invoice.unknownText", { name })}
      </Message>
    </div>
  );
}
