// The first start of a device: address and code of the municipality's IT. Says what is wrong with either, and what was locked out.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionState } from "../../../shared/desk/session-calls.ts";
import { isDeskErrorCode } from "../../../shared/desk/errors.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import "./session.css";

export interface EnrolScreenProps {
  readonly session: SessionState;
  readonly onWithoutNetwork: () => void;
  /** Present: the device is enrolled and is to be enrolled anew; leads back to the sign-in. */
  readonly onBack?: () => void;
}

export function EnrolScreen({ session, onWithoutNetwork, onBack }: EnrolScreenProps) {
  const { t } = useTranslation();
  const { enrolment } = session;
  const enrol = useCall("enrol");
  const [serverUrl, setServerUrl] = useState(enrolment.serverUrl);
  const [code, setCode] = useState("");
  const [deviceName, setDeviceName] = useState(enrolment.deviceName);
  const [tried, setTried] = useState(false);
  const headingId = useId();
  const running = enrolment.phase === "running";
  const problem = enrol.error?.code ?? (isDeskErrorCode(enrolment.problem) ? enrolment.problem : undefined);

  const submit = (event: { readonly preventDefault: () => void }): void => {
    event.preventDefault();
    setTried(true);
    if (serverUrl.trim() === "" || code.trim() === "") return;
    void enrol.run({ serverUrl, code, deviceName }).then((done) => {
      if (done !== undefined) onBack?.();
    });
  };
  return (
    <main className="sign-in" aria-labelledby={headingId}>
      <form className="sign-in__card" onSubmit={submit} noValidate>
        <div className="sign-in__brand">
          <span className="top-bar__mark" aria-hidden="true" />
          <span>{t("frame.program")}</span>
        </div>
        <h1 className="sign-in__title" id={headingId}>
          {t(onBack === undefined ? "session.enrol.title" : "session.enrol.again")}
        </h1>
        <Message tone={onBack === undefined && enrolment.reason === "revoked" ? "danger" : "info"}>
          <p>{t(`session.enrol.reasons.${onBack === undefined ? enrolment.reason : "again"}`)}</p>
        </Message>
        {problem === undefined || running ? null : (
          <Message tone="danger" live>
            <p>{deskErrors[problem]}</p>
          </Message>
        )}
        <TextField
          label={t("session.enrol.server")}
          value={serverUrl}
          onChange={setServerUrl}
          isDisabled={running}
          error={tried && serverUrl.trim() === "" ? t("session.enrol.missingServer") : undefined}
        />
        <TextField
          label={t("session.enrol.code")}
          value={code}
          onChange={setCode}
          isDisabled={running}
          autoComplete="off"
          description={t("session.enrol.codeHint")}
          error={tried && code.trim() === "" ? t("session.enrol.missingCode") : undefined}
        />
        <TextField label={t("session.enrol.deviceName")} value={deviceName} onChange={setDeviceName} isDisabled={running} />
        <Button type="submit" variant="primary" isPending={running || enrol.busy}>
          {running || enrol.busy ? t("session.enrol.submitting") : t("session.enrol.submit")}
        </Button>
        {onBack === undefined ? null : (
          <Button variant="quiet" onPress={onBack}>
            {t("session.enrol.back")}
          </Button>
        )}
        {onBack === undefined && enrolment.reason === "upgrade" ? (
          <Button variant="quiet" onPress={onWithoutNetwork}>
            {t("session.enrol.withoutNetwork")}
          </Button>
        ) : null}
      </form>
    </main>
  );
}
