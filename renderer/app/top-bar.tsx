// The bar at the top: which town, search, how the desk stands with the server, who sits here.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button as AriaButton } from "react-aria-components";
import { IconButton, withShortcut } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { KeyHint } from "../components/key-hint.tsx";
import { Menu } from "../components/menu.tsx";
import { useCall } from "../desk/use-call.ts";
import { useSignedIn, useSync } from "../desk/use-session.tsx";
import { focusSearch } from "./use-global-keys.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { StatusLine } from "./status-line.tsx";

export function TopBar({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const signOut = useCall("signOut");
  const sync = useSync();
  const [leaving, setLeaving] = useState(false);
  const leave = (): void => {
    if (sync !== undefined && sync.waiting + sync.refused > 0) setLeaving(true);
    else void signOut.run({});
  };
  return (
    <header className="top-bar">
      <div className="top-bar__town">
        <span className="top-bar__mark" aria-hidden="true" />
        <span className="top-bar__name">{directory?.townName ?? t("frame.program")}</span>
      </div>
      <AriaButton className="top-bar__search" onPress={focusSearch} aria-label={t("frame.search")} {...withShortcut("/")}>
        <Icon name="search" size={14} />
        <span className="top-bar__search-text">{t("frame.search")}</span>
        <KeyHint keys="/" />
      </AriaButton>
      <div className="top-bar__end">
        <StatusLine />
        <IconButton icon="help" label={t("frame.help")} shortcut="?" onPress={onHelp} />
        <Menu
          label={t("frame.person")}
          button={
            <>
              <span className="top-bar__initials" aria-hidden="true">
                {initials(actor.name)}
              </span>
              <span className="visually-hidden">{t("frame.signedInAs")} </span>
              <span className="top-bar__person">{actor.name}</span>
            </>
          }
          entries={[{ id: "signOut", label: t("frame.signOut"), icon: "signOut", run: leave }]}
        />
        {sync === undefined ? null : (
          <LeaveDialog isOpen={leaving} sync={sync} onClose={() => setLeaving(false)} onLeave={() => void signOut.run({})} />
        )}
      </div>
    </header>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{Lu}/u.test(word));
  return [words[0], words.length > 1 ? words[words.length - 1] : undefined].map((word) => word?.charAt(0) ?? "").join("");
}
