// The devices: one's own for everybody, all of them for administrators, who make codes and lock devices out. Only with the network.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceList } from "../../../shared/desk/device-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { EmptyState, Message, Skeleton } from "../../components/messages.tsx";
import { Pill } from "../../components/pill.tsx";
import { useDevices } from "../../desk/use-devices.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { CodeDialog } from "./code-dialog.tsx";
import { UnattendedDialog, type ScanningDevice } from "./unattended-dialog.tsx";
import { RevokeDialog, type RevokedDevice } from "./revoke-dialog.tsx";

export function DevicesSection() {
  const { t } = useTranslation();
  const { list, busy, error, offline, refresh } = useDevices();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<RevokedDevice>();
  const [scanning, setScanning] = useState<ScanningDevice>();
  const administers = list?.administers === true;
  return (
    <Section
      level={2}
      title={t("devices.title")}
      aside={
        <span className="devices__tools">
          <IconButton icon="sync" label={t("devices.refresh")} onPress={refresh} isDisabled={busy || offline} />
          {administers ? (
            <Button icon="plus" isDisabled={offline} onPress={() => setMaking(true)}>
              {t("devices.code.make")}
            </Button>
          ) : null}
        </span>
      }
    >
      {offline ? (
        <Message tone="info">{t("devices.offline")}</Message>
      ) : error !== undefined && !busy ? (
        <Message tone="danger" live actions={<Button onPress={refresh}>{t("common.retry")}</Button>}>
          {deskErrors[error.code]}
        </Message>
      ) : null}
      {list === undefined ? (
        busy ? (
          <Skeleton lines={4} label={t("common.loading")} />
        ) : null
      ) : (
        <>
          <p className="muted">{t(administers ? "devices.adminIntro" : "devices.ownIntro")}</p>
          {list.devices.length === 0 ? (
            <EmptyState icon="lock" title={t("devices.empty")}>
              {t(administers ? "devices.emptyAll" : "devices.emptyOwn")}
            </EmptyState>
          ) : (
            <DeviceTable list={list} offline={offline} onRevoke={setRevoking} onScanning={setScanning} />
          )}
        </>
      )}
      {making ? (
        <CodeDialog
          onClose={() => {
            setMaking(false);
            refresh();
          }}
        />
      ) : null}
      {revoking === undefined ? null : (
        <RevokeDialog
          device={revoking}
          onClose={() => setRevoking(undefined)}
          onRevoked={() => {
            setRevoking(undefined);
            refresh();
          }}
        />
      )}
      {scanning === undefined ? null : (
        <UnattendedDialog
          device={scanning}
          onClose={() => setScanning(undefined)}
          onChanged={() => {
            setScanning(undefined);
            refresh();
          }}
        />
      )}
    </Section>
  );
}

interface TableProps {
  readonly list: DeviceList;
  readonly offline: boolean;
  readonly onRevoke: (device: RevokedDevice) => void;
  readonly onScanning: (device: ScanningDevice) => void;
}

function DeviceTable({ list, offline, onRevoke, onScanning }: TableProps) {
  const { t } = useTranslation();
  return (
    <table className="table devices__table">
      <caption className="visually-hidden">{t("devices.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("devices.name")}</th>
          <th scope="col">{t("devices.people")}</th>
          <th scope="col">{t("devices.enrolled")}</th>
          <th scope="col">{t("devices.lastContact")}</th>
          <th scope="col">{t("devices.state")}</th>
          {list.administers ? (
            <th scope="col">
              <span className="visually-hidden">{t("devices.actions")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {list.devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            here={device.id === list.here}
            administers={list.administers}
            offline={offline}
            onRevoke={onRevoke}
            onScanning={onScanning}
          />
        ))}
      </tbody>
    </table>
  );
}

type Device = DeviceList["devices"][number];

interface RowProps extends Pick<TableProps, "offline" | "onRevoke" | "onScanning"> {
  readonly device: Device;
  readonly here: boolean;
  readonly administers: boolean;
}

function DeviceRow({ device, here, administers, offline, onRevoke, onScanning }: RowProps) {
  const { t } = useTranslation();
  const nameId = useId();
  const name = device.name === "" ? t("devices.unnamed") : device.name;
  const enrolledBy = device.enrolledBy === null ? t("devices.byOperator") : t("devices.by", { name: device.enrolledBy });
  return (
    <tr>
      <th scope="row" id={nameId} className="devices__name">
        {name}
        {here ? <span className="muted devices__line">{t("devices.here")}</span> : null}
      </th>
      <td>{device.people.length === 0 ? <span className="muted">{t("devices.nobodyYet")}</span> : device.people.join(", ")}</td>
      <td>
        <span className="devices__at">{formatDateTime(device.enrolledAt)}</span>
        {device.state === "keyless" ? null : <span className="muted devices__line">{enrolledBy}</span>}
      </td>
      <td>
        {device.lastContactAt === null ? (
          <span className="muted">{t("devices.never")}</span>
        ) : (
          <span className="devices__at">{formatDateTime(device.lastContactAt)}</span>
        )}
      </td>
      <td>
        <DeviceState device={device} />
        <DeviceScans device={device} />
      </td>
      {administers ? (
        <td className="devices__actions">
          {device.state === "enrolled" ? (
            <Button
              variant="quiet"
              icon="scanner"
              describedBy={nameId}
              isDisabled={offline}
              onPress={() => onScanning({ id: device.id, name, unit: device.unattendedUnit })}
            >
              {t("devices.unattended.open")}
            </Button>
          ) : null}
          {device.state === "revoked" ? null : (
            <Button
              variant="quiet"
              icon="lock"
              describedBy={nameId}
              isDisabled={offline}
              onPress={() => onRevoke({ id: device.id, name, here })}
            >
              {t("devices.revoke.open")}
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

/** What the device does while nobody is signed in, and what lies on it since. */
function DeviceScans({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const { unattendedUnit, sealedFiles } = device;
  const unit = directory?.units.find(({ id }) => id === unattendedUnit)?.name ?? unattendedUnit;
  return (
    <>
      {unit === null ? null : <span className="muted devices__line">{t("devices.scansFor", { unit })}</span>}
      {sealedFiles === null || sealedFiles === 0 ? null : (
        <span className="muted devices__line">{t("devices.sealed", { count: sealedFiles })}</span>
      )}
    </>
  );
}

function DeviceState({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  if (device.state === "enrolled")
    return (
      <Pill tone="success" icon="check">
        {t("devices.states.enrolled")}
      </Pill>
    );
  if (device.state === "keyless")
    return (
      <Pill tone="warning" icon="warning">
        {t("devices.states.keyless")}
      </Pill>
    );
  const by = device.revokedBy === null ? t("devices.byOperator") : t("devices.revokedBy", { name: device.revokedBy });
  return (
    <>
      <Pill tone="danger" icon="lock">
        {t("devices.states.revoked")}
      </Pill>
      <span className="muted devices__line">
        {device.revokedAt === null ? by : `${t("devices.revokedAt", { at: formatDateTime(device.revokedAt) })} ${by}`}
      </span>
      {device.reason === null ? null : <span className="muted devices__line">{t("devices.reasonGiven", { reason: device.reason })}</span>}
    </>
  );
}
