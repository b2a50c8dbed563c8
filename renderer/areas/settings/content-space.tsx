// How much room files take on this device, how much they may take, and what to do where there is none left.
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../../shared/text/format.ts";
import { Choice } from "../../components/choice.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { Message } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useQuery } from "../../desk/use-query.ts";

const budgets = [500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000, 20_000_000_000];

export function ContentSpaceSection() {
  const { t } = useTranslation();
  const { value } = useQuery("contentSpace", {});
  const { run, error } = useCall("setContentBudget");
  if (value === undefined) return null;
  const { budget, used, own, kept, missing, problem } = value;
  const offered = [...new Set([...budgets, budget])].sort((left, right) => left - right);
  return (
    <Section level={2} title={t("offline.space.title")}>
      {problem === "diskFull" && <Message tone="danger">{t("offline.space.diskFull")}</Message>}
      {error !== undefined && <Message tone="danger">{t("offline.space.failed")}</Message>}
      {own + kept + missing > budget && <Message tone="warning">{t("offline.space.over")}</Message>}
      <div className="settings__row">
        <span>{t("offline.space.budgetShort")}</span>
        <Choice
          label={t("offline.space.budget")}
          value={String(budget)}
          onChange={(bytes) => {
            void run({ bytes: Number(bytes) });
          }}
          options={offered.map((bytes) => ({ id: String(bytes), label: formatBytes(bytes) }))}
        />
      </div>
      <DataList
        items={[
          { label: t("offline.space.used"), value: t("offline.space.usedOf", { used: formatBytes(used), budget: formatBytes(budget) }) },
          {
            label: t("offline.space.kept"),
            value:
              missing === 0 ? formatBytes(kept) : t("offline.space.missing", { kept: formatBytes(kept), missing: formatBytes(missing) }),
          },
          { label: t("offline.space.own"), value: formatBytes(own) },
        ]}
      />
      <p className="muted">{t("offline.space.hint")}</p>
    </Section>
  );
}
