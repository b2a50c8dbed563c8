// The folders that the server watches by itself: what waits there, what lies aside and for what reason, the balance of the days.
// Without network it is what the server said last, with the time.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ServerScanFolder, ServerScans } from "../../../shared/desk/scanner-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { scanFailures } from "../../../shared/text/de/screens-scans.ts";
import { formatBytes, formatDateTime } from "../../../shared/text/format.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Age } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { Icon } from "../../components/icon.tsx";
import { Message } from "../../components/messages.tsx";
import { Pill } from "../../components/pill.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useServerScans } from "../../desk/use-server-scans.ts";
import { useSignedIn, useSync } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";
import { AnywayDialog } from "./anyway-dialog.tsx";
import { DayBalances } from "./day-balances.tsx";

/** Nothing at all where the server watches no folder for this person. */
export function ServerFolders() {
  const { t } = useTranslation();
  const { scans, refresh } = useServerScans();
  if (scans === undefined || scans.folders.length === 0) return null;
  return (
    <section className="scan-server" aria-label={t("scans.server.title")}>
      <header className="scan-server__head">
        <h2>{t("scans.server.title")}</h2>
        <p className="muted">{t("scans.server.intro")}</p>
      </header>
      <AsOf scans={scans} />
      {scans.folders.map((folder) => (
        <ServerFolder key={`${folder.server}/${folder.folder}`} folder={folder} onChanged={refresh} />
      ))}
    </section>
  );
}

function AsOf({ scans }: { readonly scans: ServerScans }) {
  const { t } = useTranslation();
  if (scans.fresh || scans.at === null) return null;
  return <Message tone="info">{t("scans.server.asOf", { at: formatDateTime(scans.at) })}</Message>;
}

interface FolderProps {
  readonly folder: ServerScanFolder;
  readonly onChanged: () => void;
}

function ServerFolder({ folder, onChanged }: FolderProps) {
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const unit = directory?.units.find(({ id }) => id === folder.unit)?.name ?? folder.unit;
  const { mailbox } = folder;
  const facts = [
    t(mailbox === undefined ? `scans.folderOf.${folder.kind}` : `scans.server.mailbox.kind.${folder.kind}`),
    t("scans.unit", { unit }),
    ...(folder.nested ? [t("scans.nested")] : []),
  ];
  const wrong = mailbox?.trouble ?? null;
  const trouble = folder.alarm || folder.unreachable || folder.readOnly || wrong !== null;
  return (
    <section className="scan-folder" aria-label={`${folder.server}: ${folder.folder}`}>
      <header className="scan-folder__head">
        <h3 className="scan-folder__path">
          <Icon name={mailbox === undefined ? "scanner" : "mail"} />
          {folder.folder}
        </h3>
        <p className="scan-folder__facts">
          <span>{facts.join(" ")}</span>
          <span>{t("scans.server.on", { server: folder.server })}</span>
          <Pill plain tone={trouble ? "danger" : "success"} icon={trouble ? "warning" : "check"}>
            {folder.lastLookAt === null ? (
              t("scans.neverLooked")
            ) : (
              <>
                {t("scans.lastLook", { at: "" })}
                <Age at={folder.lastLookAt} today={today} />
              </>
            )}
          </Pill>
          <span>{folder.waiting === 0 ? t("scans.server.noneWaits") : t("scans.server.waits", { count: folder.waiting })}</span>
        </p>
      </header>
      {wrong !== null ? (
        <Message tone="danger" {...(folder.alarm ? { title: t("scans.server.mailbox.alarm") } : {})}>
          {t(`scans.server.mailbox.trouble.${wrong}`)}
        </Message>
      ) : folder.alarm ? (
        <Message tone="danger" title={t(mailbox === undefined ? "scans.server.alarm" : "scans.server.mailbox.alarm")}>
          {t(mailbox === undefined ? "scans.server.alarmHint" : "scans.server.mailbox.alarmHint")}
        </Message>
      ) : folder.readOnly || folder.unnoted ? (
        <Message tone="danger">{t(folder.readOnly ? "scans.server.readOnly" : "scans.server.unnoted")}</Message>
      ) : null}
      <div className="scan-folder__parts">
        <Section level={3} title={t("scans.server.aside")}>
          <Quarantined folder={folder} onChanged={onChanged} />
        </Section>
        <Section level={3} title={t("scans.balance")}>
          <DayBalances folder={folder} />
        </Section>
      </div>
    </section>
  );
}

function Quarantined({ folder, onChanged }: FolderProps) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const call = useCall("serverScanAgain");
  const offline = useSync()?.network === "offline";
  const [asking, ask] = useState<string | null>(null);
  const again = async (name: string, anyway: boolean): Promise<void> => {
    ask(null);
    const { server, folder: path } = folder;
    const done = await call.run({ server, folder: path, name, anyway });
    if (done === undefined) return;
    notify({ tone: "info", text: t(anyway ? "scans.server.isTaken" : "scans.server.isRead") });
    onChanged();
  };
  if (folder.quarantined.length === 0) return <p className="muted">{t("scans.server.noneAside")}</p>;
  return (
    <>
      {call.error === undefined ? null : <Message tone="danger">{deskErrors[call.error.code]}</Message>}
      <table className="table scan-files" aria-label={t("scans.server.asideOf", { folder: folder.folder })}>
        <thead>
          <tr>
            <th scope="col">{t("scans.columns.name")}</th>
            <th scope="col">{t("scans.columns.stage")}</th>
            <th scope="col">{t("scans.columns.at")}</th>
          </tr>
        </thead>
        <tbody>
          {folder.quarantined.map(({ name, reason, size, at, mayTakeAnyway }) => (
            <tr key={name}>
              <th scope="row" className="scan-files__name">
                {name}
                {size === null ? null : <span className="muted scan-files__size">{formatBytes(size)}</span>}
              </th>
              <td>
                <Pill plain tone="danger" icon="error">
                  {t("scans.stage.quarantined")}
                </Pill>
                <p className="scan-files__reason">{lookUp(scanFailures, reason) ?? reason}</p>
                <div className="scan-files__actions">
                  <Button icon="rotate" isDisabled={call.busy || offline} onPress={() => void again(name, false)}>
                    {t("scans.again")}
                    <span className="visually-hidden"> {name}</span>
                  </Button>
                  {mayTakeAnyway ? (
                    <Button variant="quiet" icon="inbox" isDisabled={call.busy || offline} onPress={() => ask(name)}>
                      {t("scans.anyway")}
                      <span className="visually-hidden"> {name}</span>
                    </Button>
                  ) : null}
                </div>
              </td>
              <td className="scan-files__at">
                <Age at={at} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {folder.more > 0 ? <p className="muted">{t("scans.more", { count: folder.more })}</p> : null}
      <AnywayDialog name={asking} onClose={() => ask(null)} onAnyway={(name) => void again(name, true)} />
    </>
  );
}
