// The scanner folders of this desk: each with its pulse, its files and its balance. Nothing that was put in one is ever without a word.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import type { ScanFolder } from "../../../shared/desk/scanner-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatTime } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Age } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { Icon } from "../../components/icon.tsx";
import { EmptyState, Message, Skeleton } from "../../components/messages.tsx";
import { Pill } from "../../components/pill.tsx";
import { Screen } from "../../components/screen.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { DayBalances } from "./day-balances.tsx";
import { DropArea, HandedList, HandOverButton } from "./hand-over.tsx";
import { ScanFiles } from "./scan-files.tsx";
import { ServerFolders } from "./server-folders.tsx";
import { SheetsDialog } from "./sheets-dialog.tsx";
import "./scans.css";

export function ScansScreen() {
  const { t } = useTranslation();
  const { value, error, loading } = useQuery("scanner", {});
  const [printing, print] = useState(false);
  return (
    <Screen title={t("scans.title")} intro={t("scans.intro")}>
      <div className="scan-tools">
        <Button icon="document" onPress={() => print(true)}>
          {t("scans.sheets.open")}
        </Button>
      </div>
      {printing ? <SheetsDialog onClose={() => print(false)} /> : null}
      {loading ? <Skeleton lines={6} label={t("common.loading")} /> : null}
      {error === undefined ? null : <Message tone="danger">{deskErrors[error.code]}</Message>}
      {value?.folders.length === 0 ? (
        <EmptyState icon="scanner" title={t("scans.none")}>
          {t("scans.noneHint")}
        </EmptyState>
      ) : null}
      {value?.folders.map((folder) => (
        <Folder key={folder.folder} folder={folder} />
      ))}
      <ServerFolders />
    </Screen>
  );
}

function Folder({ folder }: { readonly folder: ScanFolder }) {
  const { t } = useTranslation();
  const takes = folder.active && !folder.readOnly && !folder.unreachable && !folder.unnoted;
  return (
    <DropArea folder={folder.folder} takes={takes}>
      {(handOver) => (
        <>
          <FolderHead folder={folder} />
          <FolderTrouble folder={folder} />
          {folder.active ? (
            <div className="scan-folder__parts">
              <Section
                title={t("scans.filesTitle")}
                aside={takes ? <HandOverButton folder={folder.folder} handOver={handOver} /> : undefined}
              >
                <HandedList handOver={handOver} />
                <ScanFiles folder={folder} />
              </Section>
              <Section title={t("scans.balance")}>
                <DayBalances folder={folder} />
              </Section>
            </div>
          ) : null}
        </>
      )}
    </DropArea>
  );
}

function FolderHead({ folder }: { readonly folder: ScanFolder }) {
  const { t } = useTranslation();
  const { today, directory } = useSignedIn();
  const { lastLookAt, mode, lookEverySeconds, active } = folder;
  const trouble = folder.alarm || folder.unreachable;
  const unit = folder.unit === null ? undefined : (directory?.units.find(({ id }) => id === folder.unit)?.name ?? folder.unit);
  const facts = [
    t(`scans.folderOf.${folder.kind}`),
    ...(unit === undefined ? [] : [t("scans.unit", { unit })]),
    ...(folder.nested ? [t("scans.nested")] : []),
  ];
  const looked = lastLookAt !== null && officeDateAt(Date.parse(lastLookAt)) === today ? formatTime(lastLookAt) : undefined;
  return (
    <header className="scan-folder__head">
      <h2 className="scan-folder__path">
        <Icon name="scanner" />
        {folder.folder}
      </h2>
      <p className="scan-folder__facts">
        <span>{facts.join(" ")}</span>
        {active ? (
          <>
            <Pill plain tone={trouble ? "danger" : "success"} icon={trouble ? "warning" : "check"}>
              {lastLookAt === null ? (
                t("scans.neverLooked")
              ) : looked === undefined ? (
                <>
                  {t("scans.lastLook", { at: "" })}
                  <Age at={lastLookAt} today={today} />
                </>
              ) : (
                t("scans.lastLook", { at: looked })
              )}
            </Pill>
            {folder.readOnly ? (
              <Pill plain tone="info" icon="lock">
                {t("scans.readOnlyMode")}
              </Pill>
            ) : null}
            <span>{mode === "polled" ? t("scans.mode.polled", { count: Math.round(lookEverySeconds) }) : t(`scans.mode.${mode}`)}</span>
          </>
        ) : null}
      </p>
    </header>
  );
}

function FolderTrouble({ folder }: { readonly folder: ScanFolder }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const untold = folder.untold.map((id) => directory?.people.find((person) => person.id === id)?.name ?? id);
  if (!folder.active) return <Message tone="warning">{t("scans.inactive")}</Message>;
  const alone = folder.readOnly && folder.files.some(({ reason }) => reason === "server");
  return (
    <>
      {folder.alarm ? (
        <Message tone="danger" title={t("scans.alarm")} live>
          {t("scans.alarmHint")}
        </Message>
      ) : folder.unreachable ? (
        <Message tone="warning">{t("scans.unreachable")}</Message>
      ) : alone ? (
        <Message tone="warning" live>
          {t("scans.readOnlyAlone")}
        </Message>
      ) : folder.readOnly ? (
        <p className="scan-folder__note">{t("scans.readOnly")}</p>
      ) : null}
      {untold.length > 0 ? <Message tone="warning">{t("scans.untold", { count: untold.length, names: untold.join(", ") })}</Message> : null}
      {folder.unnoted ? (
        <Message tone="danger" live>
          {t("scans.unnoted")}
        </Message>
      ) : null}
    </>
  );
}
