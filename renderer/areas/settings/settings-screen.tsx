// Look and facts: colours, row height, who is signed in with which rights, which program this is.
import { useTranslation } from "react-i18next";
import type { Grant } from "../../../shared/domain/actor.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { roleLabels } from "../../../shared/text/de/domain.ts";
import { formatMoney } from "../../../shared/text/format.ts";
import { personName, unitName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { Screen } from "../../components/screen.tsx";
import { useSessionState, useSignedIn } from "../../desk/use-session.tsx";
import { usePreferences } from "../../state/preferences.ts";
import { ContentSpaceSection } from "./content-space.tsx";
import { DevicesSection } from "./devices-section.tsx";
import { DeputiesSection } from "./deputies.tsx";
import "./settings.css";

const themes = ["system", "light", "dark"] as const;
const densities = ["compact", "comfortable"] as const;

export function SettingsScreen({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { t } = useTranslation();
  const { theme, density, set } = usePreferences();
  const { actor, directory } = useSignedIn();
  const session = useSessionState().value;
  return (
    <Screen title={t("settings.title")} intro={t("settings.intro")} bodyClass="settings">
      <Section level={2} title={t("settings.appearance")}>
        <div className="settings__row">
          <span>{t("settings.theme")}</span>
          <Choice
            label={t("settings.theme")}
            value={theme}
            onChange={(next) => set({ theme: next })}
            options={themes.map((id) => ({ id, label: t(`settings.themes.${id}`) }))}
          />
        </div>
        <div className="settings__row">
          <span>{t("settings.density")}</span>
          <Choice
            label={t("settings.density")}
            value={density}
            onChange={(next) => set({ density: next })}
            options={densities.map((id) => ({ id, label: t(`settings.densities.${id}`) }))}
          />
        </div>
        <div className="settings__row">
          <span>{t("settings.keys")}</span>
          <Button onPress={onShowKeys} shortcut="?">
            {t("settings.showKeys")}
          </Button>
        </div>
      </Section>
      <DeputiesSection />
      <ContentSpaceSection />
      <DevicesSection />
      <Section level={2} title={`${t("settings.person")} ${actor.name}`}>
        <table className="table">
          <caption className="visually-hidden">{t("settings.rights")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("settings.right")}</th>
              <th scope="col">{t("settings.forUnit")}</th>
            </tr>
          </thead>
          <tbody>
            {actor.grants.map((grant) => (
              <GrantRow key={`${grant.role} ${grant.unit} ${grant.onBehalfOf ?? ""}`} grant={grant} directory={directory} />
            ))}
          </tbody>
        </table>
      </Section>
      {session === undefined ? null : (
        <Section level={2} title={t("settings.about")}>
          <DataList
            items={[
              { label: t("settings.version"), value: session.programVersion },
              { label: t("settings.host"), value: t(`settings.hosts.${session.host}`) },
              { label: t("settings.server"), value: session.serverUrl },
            ]}
          />
        </Section>
      )}
    </Screen>
  );
}

function GrantRow({ grant, directory }: { readonly grant: Grant; readonly directory: Directory | null }) {
  const { t } = useTranslation();
  const limit = grant.limitCents === undefined ? undefined : t("settings.limit", { amount: formatMoney(grant.limitCents) });
  const deputy = grant.onBehalfOf === undefined ? undefined : t("settings.deputyFor", { name: personName(grant.onBehalfOf, directory) });
  return (
    <tr>
      <td>{[roleLabels[grant.role], limit, deputy].filter((part) => part !== undefined).join(" · ")}</td>
      <td>{grant.unit === "*" ? t("settings.everyUnit") : unitName(grant.unit, directory)}</td>
    </tr>
  );
}
