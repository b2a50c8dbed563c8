// What the reader looked at, in words: objections first, the rest folded.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "../../shared/base/zod.ts";
import type { checkSchema } from "../../shared/domain/arrival.ts";
import { invoices } from "../../shared/text/de/screens-invoices.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import { Button } from "./button.tsx";
import { Section } from "./data-list.tsx";
import { Pill, type Tone } from "./pill.tsx";
import type { IconName } from "./icon.tsx";

type Check = Readonly<z.infer<typeof checkSchema>>;

const looks: Readonly<Record<Check["severity"], { tone: Tone; icon: IconName }>> = {
  error: { tone: "danger", icon: "error" },
  warning: { tone: "warning", icon: "warning" },
  ok: { tone: "success", icon: "check" },
};

export function ChecksSection({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const rank = ["error", "warning", "ok"];
  const sorted = checks.toSorted((left, right) => rank.indexOf(left.severity) - rank.indexOf(right.severity));
  const fine = sorted.filter((check) => check.severity === "ok");
  const shown = all ? sorted : sorted.filter((check) => check.severity !== "ok");
  if (checks.length === 0) return null;
  return (
    <Section
      title={t("invoices.sections.checks")}
      aside={
        fine.length > 0 &&
        !all && (
          <Button
            variant="quiet"
            onPress={() => {
              setAll(true);
            }}
          >
            {t("invoices.showChecks")}
          </Button>
        )
      }
    >
      <ul className="checks">
        {shown.map((check) => (
          <li key={check.code} className="checks__check">
            <Pill plain tone={looks[check.severity].tone} icon={looks[check.severity].icon}>
              {t(`invoices.checkStates.${check.severity}`)}
            </Pill>
            <span>{lookUp(invoices.checks, check.code) ?? check.code}</span>
          </li>
        ))}
        {!all && fine.length > 0 && (
          <li className="checks__check">
            <Pill plain tone="success" icon="check">
              {t("invoices.checkStates.ok")}
            </Pill>
            <span>{t("invoices.checksOk", { count: fine.length })}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}
