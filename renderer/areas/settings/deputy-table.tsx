// A list of deputyships: who, for whom, which rights, which days, how it stands, and the way to end it.
import { useTranslation } from "react-i18next";
import type { DeputyshipRow } from "../../../shared/desk/deputyship-calls.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { rightKey, rightText } from "./deputy-rights.ts";

const tones: Readonly<Record<DeputyshipRow["state"], Tone>> = { coming: "info", running: "success", over: "neutral", ended: "neutral" };

export interface DeputyTableProps {
  readonly title: string;
  /** What stands there instead of an empty list; null where something else does. */
  readonly none: string | null;
  /** The side that is the same in every row, and so no column. */
  readonly without?: "who" | "whom";
  readonly rows: readonly DeputyshipRow[];
  readonly busy: boolean;
  readonly onEnd: (row: DeputyshipRow) => void;
}

export function DeputyTable({ title, none, without, rows, busy, onEnd }: DeputyTableProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  return (
    <div className="deputies">
      <h3 className="deputies__title">{title}</h3>
      {rows.length === 0 ? (
        none === null ? null : (
          <p className="deputies__none">{none}</p>
        )
      ) : (
        <table className="table deputies__table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {without !== "who" && <th scope="col">{t("deputies.columns.who")}</th>}
              {without !== "whom" && <th scope="col">{t("deputies.columns.whom")}</th>}
              <th scope="col">{t("deputies.columns.rights")}</th>
              <th scope="col">{t("deputies.columns.days")}</th>
              <th scope="col">{t("deputies.columns.state")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("deputies.columns.act")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const [deputy, principal] = [personName(row.deputy, directory), personName(row.principal, directory)];
              return (
                <tr key={row.id}>
                  {without !== "who" && <td className="strong">{deputy}</td>}
                  {without !== "whom" && <td className="strong">{principal}</td>}
                  <td>
                    {row.rights.map((right) => (
                      <div key={rightKey(right)}>{rightText(t, right, directory)}</div>
                    ))}
                  </td>
                  <td>{t("deputies.days", { from: formatDate(row.from), until: formatDate(row.until) })}</td>
                  <td>
                    <Pill tone={tones[row.state]} plain>
                      {t(`deputies.state.${row.state}`)}
                    </Pill>
                    {row.waiting > 0 && (
                      <Pill icon="hourglass" plain>
                        {t("common.waiting.waitingShort")}
                      </Pill>
                    )}
                    {row.refused > 0 && (
                      <Pill icon="error" tone="danger" plain>
                        {t("common.waiting.refusedShort")}
                      </Pill>
                    )}
                  </td>
                  <td>
                    {(row.state === "running" || row.state === "coming") && (
                      <Button
                        variant="quiet"
                        isDisabled={busy}
                        label={t("deputies.endOf", { deputy, principal })}
                        onPress={() => onEnd(row)}
                      >
                        {t("deputies.end")}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
