// Signing in, with or without network. The password stays in this form and goes nowhere but to the desk.
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionState } from "../../../shared/desk/session-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Icon } from "../../components/icon.tsx";
import { Message } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { UnattendedLine } from "./unattended-line.tsx";
import "./session.css";

export interface SignInScreenProps {
  readonly session: SessionState;
  /** Leads to the screen that enrols this device anew. */
  readonly onEnrolAgain: () => void;
}

/** Here a new code is the way on; for otherServer only once the municipality's IT has said so, which its sentence asks for. */
const endsByEnrolment: ReadonlySet<string> = new Set(["enrolmentNeeded", "otherServer"]);

export function SignInScreen({ session, onEnrolAgain }: SignInScreenProps) {
  const { t } = useTranslation();
  const signIn = useCall("signIn");
  const [userName, setUserName] = useState(session.lastUserName);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const userField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const headingId = useId();
  const opening = session.phase === "opening";

  const knownUser = session.lastUserName !== "";
  useEffect(() => {
    (knownUser ? passwordField : userField).current?.focus();
  }, [knownUser]);
  // The fields are off while the workstation opens; what was refused is typed again, so the focus comes back to it.
  const refused = signIn.error !== undefined && !opening;
  useEffect(() => {
    if (refused) passwordField.current?.focus();
  }, [refused]);

  const submit = async (event: { readonly preventDefault: () => void }): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (userName.trim() === "") return userField.current?.focus();
    if (password === "") return passwordField.current?.focus();
    if ((await signIn.run({ userName, password })) !== undefined) return;
    setPassword("");
    setTried(false);
  };
  return (
    <main className="sign-in" aria-labelledby={headingId}>
      <form className="sign-in__card" onSubmit={(event) => void submit(event)} noValidate>
        <div className="sign-in__brand">
          <span className="top-bar__mark" aria-hidden="true" />
          <span>{t("frame.program")}</span>
        </div>
        <h1 className="sign-in__title" id={headingId}>
          {t("session.title")}
        </h1>
        {signIn.error === undefined ? null : (
          <Message
            tone={signIn.error.code === "serverUnreachable" ? "warning" : "danger"}
            live
            actions={
              endsByEnrolment.has(signIn.error.code) ? <Button onPress={onEnrolAgain}>{t("session.enrol.again")}</Button> : undefined
            }
          >
            <p>{deskErrors[signIn.error.code]}</p>
          </Message>
        )}
        <TextField
          ref={userField}
          label={t("session.userName")}
          value={userName}
          onChange={setUserName}
          autoComplete="username"
          isDisabled={opening}
          error={tried && userName.trim() === "" ? t("session.missingUserName") : undefined}
        />
        <TextField
          ref={passwordField}
          label={t("session.password")}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          isDisabled={opening}
          error={tried && password === "" ? t("session.missingPassword") : undefined}
        />
        <Button type="submit" variant="primary" isPending={signIn.busy || opening}>
          {opening ? t("session.opening") : signIn.busy ? t("session.submitting") : t("session.submit")}
        </Button>
        <UnattendedLine />
        <p className="sign-in__hint">
          <Icon name="offline" size={14} />
          <span>{t("session.offlineHint")}</span>
        </p>
      </form>
      <p className="sign-in__foot">
        <span>
          {t("session.server")}: {hostOf(session.serverUrl)}
        </span>
        <span>{t("session.version", { version: session.programVersion })}</span>
        <Button variant="quiet" onPress={onEnrolAgain} isDisabled={opening}>
          {t("session.enrol.againFoot")}
        </Button>
      </p>
    </main>
  );
}

/** The part of an address people know a server by. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
