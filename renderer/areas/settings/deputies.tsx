// Settings › Vertretung: who stands in for me, whom I stand in for, and for the administration everybody's deputies.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeputyshipRow } from "../../../shared/desk/deputyship-calls.ts";
import { grantIsValid, holdsAnywhere } from "../../../shared/domain/actor.ts";
import { deputyRoles } from "../../../shared/domain/deputyship/schema.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Message } from "../../components/messages.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";
import { DeputyDialog } from "./deputy-dialog.tsx";
import { rightText } from "./deputy-rights.ts";
import { DeputyTable } from "./deputy-table.tsx";
import "./deputies.css";

export function DeputiesSection() {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const { value: rows, error } = useQuery("deputyships", {});
  const { run, busy } = useCommand();
  const [naming, setNaming] = useState(false);
  if (error !== undefined) return <Message tone="danger">{deskErrors[error.code]}</Message>;
  if (rows === undefined) return null;
  const administers = holdsAnywhere(actor, "ADMIN", today);
  const live = ({ state }: DeputyshipRow): boolean => state === "running" || state === "coming";
  const mine = rows.filter(({ principal }) => principal === actor.personId);
  const standIn = rows.filter((row) => row.deputy === actor.personId && live(row));
  const others = rows.filter(({ principal, deputy }) => ![principal, deputy].includes(actor.personId));
  // Given by the administration without a deputyship that anybody could end here.
  const fixed = actor.grants.flatMap((grant) => {
    const { role, onBehalfOf: principal, unit, limitCents } = grant;
    const known = deputyRoles.find((one) => one === role);
    if (principal === undefined || known === undefined || !grantIsValid(grant, today)) return [];
    if (standIn.some((row) => row.principal === principal)) return [];
    const right = rightText(t, { role: known, unit, limitCents }, directory);
    return [t("deputies.fixed", { name: personName(principal, directory), right })];
  });
  const end = async ({ id }: DeputyshipRow): Promise<void> => {
    const result = await run([{ kind: "deputyship", name: "end", recordId: id, args: {} }]);
    if (result?.results[0]?.outcome === "applied") notify({ tone: "success", text: t("deputies.ended") });
  };
  const table = (title: string, none: string | null, shown: readonly DeputyshipRow[], without?: "who" | "whom") => (
    <DeputyTable
      {...(without === undefined ? {} : { without })}
      title={title}
      none={none}
      rows={shown}
      busy={busy}
      onEnd={(row) => void end(row)}
    />
  );
  return (
    <Section level={2} title={t("deputies.title")} aside={<Button onPress={() => setNaming(true)}>{t("deputies.appoint")}</Button>}>
      <p className="muted">{t("deputies.intro")}</p>
      {table(t("deputies.mine"), t("deputies.mineNone"), mine, "whom")}
      {table(t("deputies.standIn"), fixed.length === 0 ? t("deputies.standInNone") : null, standIn, "who")}
      {fixed.length > 0 && (
        <ul className="deputies__fixed">
          {fixed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {administers && table(t("deputies.others"), t("deputies.othersNone"), others)}
      {naming && (
        <DeputyDialog
          administers={administers}
          busy={busy}
          onClose={() => setNaming(false)}
          onSubmit={(command) => {
            void run([command], t("deputies.named")).then((result) => {
              if (result !== undefined) setNaming(false);
            });
          }}
        />
      )}
    </Section>
  );
}
