// One sentence on an invoice that may be this one once more: which one it is, what agrees, what differs. It decides nothing.
import { useTranslation } from "react-i18next";
import type { DuplicateRow } from "../../../shared/desk/duplicate-calls.ts";
import { states } from "../../../shared/text/de/domain.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Message } from "../../components/messages.tsx";

export interface AlikeMessageProps {
  readonly row: DuplicateRow;
  readonly onCompare?: () => void;
}

export function AlikeMessage({ row, onCompare }: AlikeMessageProps) {
  const { t } = useTranslation();
  const facts = (names: DuplicateRow["agree"]): string => names.map((name) => t(`invoices.duplicate.facts.${name}`)).join(", ");
  const { number, supplier, state } = row.other;
  return (
    <Message
      tone="warning"
      title={t(`invoices.duplicate.${row.strength}`)}
      {...(onCompare === undefined
        ? {}
        : {
            actions: (
              <Button icon="search" onPress={onCompare}>
                {t("invoices.duplicate.compare")}
              </Button>
            ),
          })}
    >
      <p>
        {t("invoices.duplicate.other", {
          number: number ?? t("invoices.noNumber"),
          supplier: supplier ?? t("invoices.noSupplier"),
          state: lookUp(states, state) ?? state,
        })}
      </p>
      <p>
        {t("invoices.duplicate.agree", { facts: facts(row.agree) })}
        {row.differ.length === 0 ? null : ` ${t("invoices.duplicate.differ", { facts: facts(row.differ) })}`}
      </p>
    </Message>
  );
}
