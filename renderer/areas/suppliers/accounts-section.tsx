// The accounts of a supplier: who entered each and when, and the steps that add and remove one.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDateTime, formatIban } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { AccountDialog } from "./account-dialog.tsx";
import type { SupplierProps } from "./supplier-view.tsx";

export function AccountsSection({ body, handle }: SupplierProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [adding, setAdding] = useState(false);
  const whyNot = handle.whyNot("addIban");
  return (
    <Section
      title={t("suppliers.accounts.title")}
      aside={
        <ActionButton icon="plus" variant="quiet" label={t("suppliers.accounts.add")} whyNot={whyNot} onPress={() => setAdding(true)} />
      }
    >
      {body.ibans.length === 0 ? (
        <p className="muted">{t("suppliers.accounts.none")}</p>
      ) : (
        <ul className="supplier-lines">
          {body.ibans.map(({ iban, bic, by, at }) => (
            <li key={iban} className="supplier-lines__line">
              <span className="supplier-lines__text">
                <span className="supplier-lines__main numeric">
                  {formatIban(iban)}
                  {bic === null ? "" : ` · ${bic}`}
                </span>
                <span className="muted">{t("suppliers.accounts.by", { name: personName(by, directory), at: formatDateTime(at) })}</span>
              </span>
              {whyNot === undefined && (
                <Button
                  variant="quiet"
                  icon="trash"
                  label={t("suppliers.accounts.removeOf", { iban: formatIban(iban) })}
                  onPress={() => void handle.submit("removeIban", { iban }, t("suppliers.accounts.removed"))}
                >
                  {t("suppliers.accounts.remove")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AccountDialog handle={handle} onClose={() => setAdding(false)} />}
    </Section>
  );
}
