// What is said at an invoice that may have come twice, at the paper that was set aside, and at the invoice it was set aside as.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDateTime } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Message } from "../../components/messages.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import { AlikeMessage } from "./alike-message.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export function DuplicateNotices(props: InvoiceProps) {
  const { id, body } = props;
  const { t } = useTranslation();
  const found = useQuery("duplicates", { id }).value ?? [];
  const [compared, setCompared] = useState<string | undefined>(undefined);
  const undecided = found.filter(({ standing }) => standing === "undecided");
  const hers = found.filter(({ standing }) => standing === "setAside");
  // As long as the dialog is open it is about what it was opened for, whatever the desk finds meanwhile.
  return (
    <>
      {body.duplicateOf === undefined ? null : <IsDuplicate of={body.duplicateOf} handle={props.handle} />}
      {undecided.slice(0, mostShown).map((row) => (
        <div key={row.id} className="own-steps">
          <AlikeMessage row={row} onCompare={() => setCompared(row.id)} />
        </div>
      ))}
      {undecided.length <= mostShown ? null : (
        <div className="own-steps">
          <Message tone="warning">{t("invoices.duplicate.more", { count: undecided.length - mostShown })}</Message>
        </div>
      )}
      {hers.length === 0 ? null : (
        <div className="own-steps">
          <Message
            tone="info"
            title={t("invoices.duplicate.hers", { count: hers.length })}
            actions={hers.slice(0, mostShown).map((row) => (
              <OpenButton key={row.id} id={row.id} label={t("invoices.duplicate.open")} />
            ))}
          />
        </div>
      )}
      {compared === undefined ? null : <CompareDialog {...props} otherId={compared} onClose={() => setCompared(undefined)} />}
    </>
  );
}

/** More of them would bury the invoice; those left are shown once these are decided. */
const mostShown = 3;

interface IsDuplicateProps {
  readonly of: NonNullable<InvoiceProps["body"]["duplicateOf"]>;
  readonly handle: InvoiceProps["handle"];
}

function IsDuplicate({ of, handle }: IsDuplicateProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  return (
    <div className="own-steps">
      <Message
        tone="info"
        title={t("invoices.duplicate.isTitle")}
        actions={
          <>
            <OpenButton id={of.of} label={t("invoices.duplicate.original")} />
            <ActionButton
              label={t("invoices.duplicate.bringBack")}
              icon="undo"
              variant="quiet"
              whyNot={handle.whyNot("bringBack")}
              isPending={handle.busy}
              onPress={() => void handle.submit("bringBack", {}, t("invoices.duplicate.broughtBack"))}
            />
          </>
        }
      >
        {t("invoices.duplicate.is", { name: personName(of.by, directory), at: formatDateTime(of.at) })}
      </Message>
    </div>
  );
}

function OpenButton({ id, label }: { readonly id: string; readonly label: string }) {
  const open = usePlace((place) => place.open);
  return (
    <Button variant="quiet" icon="chevronRight" onPress={() => open({ kind: "invoice", id })}>
      {label}
    </Button>
  );
}
