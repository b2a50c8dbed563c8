// The accounts of a supplier: who proposed each, who confirmed it and how, and the steps of the first and of the second person.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isConfirmed, openProposal, whyNotSecond } from "../../../shared/domain/supplier/accounts.ts";
import type { SupplierAccount } from "../../../shared/domain/supplier/schema.ts";
import { formatDateTime, formatIban } from "../../../shared/text/format.ts";
import { personName, refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Pill } from "../../components/pill.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { AccountDialog } from "./account-dialog.tsx";
import { ConfirmAccountDialog } from "./confirm-account-dialog.tsx";
import type { SupplierProps } from "./supplier-view.tsx";

export function AccountsSection({ body, handle }: SupplierProps) {
  const { t } = useTranslation();
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
          {body.ibans.map((account) => (
            <AccountLine key={account.iban} account={account} handle={handle} mayKeepList={whyNot === undefined} />
          ))}
        </ul>
      )}
      {adding && <AccountDialog handle={handle} onClose={() => setAdding(false)} />}
    </Section>
  );
}

interface AccountLineProps extends Pick<SupplierProps, "handle"> {
  readonly account: SupplierAccount;
  readonly mayKeepList: boolean;
}

function AccountLine({ account, handle, mayKeepList }: AccountLineProps) {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const [confirming, setConfirming] = useState(false);
  const { iban, bic, by, at, confirmed, removal } = account;
  const shown = formatIban(iban);
  const counts = isConfirmed(account);
  const refusal = whyNotSecond(account, actor, today);
  const said = (person: string, when: string) => ({ name: personName(person, directory), at: formatDateTime(when) });
  return (
    <li className="supplier-lines__line">
      <span className="supplier-lines__text">
        <span className="supplier-lines__main numeric">
          {shown}
          {bic === null ? "" : ` · ${bic}`}
        </span>
        <span className="muted">{t("suppliers.accounts.by", said(by, at))}</span>
        {confirmed !== undefined && (
          <span className="muted">
            {t("suppliers.accounts.confirmed", {
              ...said(confirmed.by, confirmed.at),
              note: confirmed.note,
              interpolation: { escapeValue: false },
            })}
          </span>
        )}
        {counts && confirmed === undefined && <span className="muted">{t("suppliers.accounts.old")}</span>}
        {!counts && (
          <Pill tone="warning" icon="warning">
            {t("suppliers.accounts.unconfirmed")}
          </Pill>
        )}
        {removal !== undefined && (
          <Pill tone="warning" icon="trash">
            {t("suppliers.accounts.removal", said(removal.by, removal.at))}
          </Pill>
        )}
      </span>
      {mayKeepList && (
        <span className="supplier-lines__steps">
          {openProposal(account) !== undefined && (
            <ActionButton
              icon="check"
              label={t(counts ? "suppliers.accounts.confirmRemovalOf" : "suppliers.accounts.confirmOf", { iban: shown })}
              whyNot={refusal === undefined ? undefined : refusalText(refusal, directory)}
              onPress={() => setConfirming(true)}
            />
          )}
          {removal === undefined ? (
            <Button
              variant="quiet"
              icon="trash"
              label={t("suppliers.accounts.removeOf", { iban: shown })}
              onPress={() =>
                void handle.submit("removeIban", { iban }, t(counts ? "suppliers.accounts.removed" : "suppliers.accounts.dropped"))
              }
            >
              {t("suppliers.accounts.remove")}
            </Button>
          ) : (
            <Button
              variant="quiet"
              icon="undo"
              label={t("suppliers.accounts.keepOf", { iban: shown })}
              onPress={() => void handle.submit("keepIban", { iban }, t("suppliers.accounts.kept"))}
            >
              {t("suppliers.accounts.keep")}
            </Button>
          )}
        </span>
      )}
      {confirming && <ConfirmAccountDialog account={account} handle={handle} onClose={() => setConfirming(false)} />}
    </li>
  );
}
