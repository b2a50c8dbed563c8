// Picks the unit a record is handed to.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../shared/domain/policy.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Select } from "./select.tsx";

export interface UnitDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly units: readonly Unit[];
  /** The unit that has it now; not offered. */
  readonly current: string;
  readonly busy: boolean;
  readonly onSubmit: (unit: string) => void;
}

export function UnitDialog({ isOpen, onClose, units, current, busy, onSubmit }: UnitDialogProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<string | null>(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("record.handOverTitle")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="primary"
            icon="upload"
            isPending={busy}
            isDisabled={unit === null}
            onPress={() => {
              if (unit !== null) onSubmit(unit);
            }}
          >
            {t("record.handOver")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="muted">{t("record.handOverHint")}</p>
        <Select
          label={t("record.unit")}
          placeholder={t("record.chooseUnit")}
          options={units.filter((one) => one.id !== current).map((one) => ({ id: one.id, label: one.name }))}
          value={unit}
          onChange={setUnit}
        />
      </div>
    </Dialog>
  );
}
