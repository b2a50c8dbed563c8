// What the window shows: a link screen, the sign-in, or the frame with its areas. Holds no data.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { I18nProvider } from "react-aria-components";
import { EnrolScreen } from "../areas/session/enrol-screen.tsx";
import { SignInScreen } from "../areas/session/sign-in-screen.tsx";
import { Toasts } from "../components/toasts.tsx";
import type { Connection } from "../desk/connection.ts";
import { ConnectionProvider, useConnection } from "../desk/desk-context.tsx";
import { SessionProvider, useSessionState } from "../desk/use-session.tsx";
import { usePlace } from "../state/place.ts";
import { Appearance } from "./appearance.tsx";
import { Frame } from "./frame.tsx";
import { reloadWindow, useFreshStart } from "./fresh-start.ts";
import { LinkScreen, WaitScreen } from "./wait-screens.tsx";

export interface AppProps {
  readonly connection: Connection;
  /** Puts a new window in the place of this one. */
  readonly startAfresh?: () => void;
}

export function App({ connection, startAfresh = reloadWindow }: AppProps) {
  const { t } = useTranslation();
  const follow = usePlace((store) => store.follow);
  useEffect(() => {
    const take = (): void => follow(location.hash);
    window.addEventListener("popstate", take);
    window.addEventListener("hashchange", take);
    return () => {
      window.removeEventListener("popstate", take);
      window.removeEventListener("hashchange", take);
    };
  }, [follow]);
  return (
    <I18nProvider locale="de-DE">
      <ConnectionProvider connection={connection}>
        <SessionProvider>
          <Appearance />
          <Screen startAfresh={startAfresh} />
          <Toasts label={t("common.notices")} undoLabel={t("common.undo")} closeLabel={t("common.close")} />
        </SessionProvider>
      </ConnectionProvider>
    </I18nProvider>
  );
}

function Screen({ startAfresh }: { readonly startAfresh: () => void }) {
  const { t } = useTranslation();
  const { phase } = useConnection();
  const { value: session } = useSessionState();
  const [withoutNetwork, workWithoutNetwork] = useState(false);
  const [enrolling, enrolAgain] = useState(false);
  const open = session?.phase === "open" && session.actor !== null;
  const startsAfresh = useFreshStart(session, startAfresh);
  if (phase === "needsLink") return <LinkScreen />;
  if (session === undefined || startsAfresh) return <WaitScreen text={t("frame.connection.connecting")} />;
  if (open) return <Frame key={session.actor?.personId} />;
  const again = enrolling && session.enrolment.phase !== "needed";
  if (session.enrolment.phase !== "done" && !again && !withoutNetwork)
    return <EnrolScreen session={session} onWithoutNetwork={() => workWithoutNetwork(true)} />;
  if (again) return <EnrolScreen session={session} onWithoutNetwork={() => undefined} onBack={() => enrolAgain(false)} />;
  return <SignInScreen session={session} onEnrolAgain={() => enrolAgain(true)} />;
}
