// What a person may do with a refused step besides sending it again and throwing it away: write it anew, see and copy what it says.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import { Button } from "../../components/button.tsx";
import { StepDialog } from "./step-dialog.tsx";
import { stepLabel } from "./step-text.ts";

export function StepChoices({ entry }: { readonly entry: OutboxEntry }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<"show" | "edit" | undefined>();
  const readable = entry.name !== "";
  return (
    <>
      {readable && entry.state === "refused" && entry.conflicts.length === 0 ? (
        <Button icon="pen" onPress={() => setMode("edit")}>
          {t("outbox.revise")}
        </Button>
      ) : null}
      <Button icon="note" onPress={() => setMode("show")}>
        {t("outbox.showContent")}
      </Button>
      {mode === undefined ? null : (
        <StepDialog
          commandId={entry.commandId}
          mode={mode}
          title={`${mode === "edit" ? t("outbox.revise") : t("outbox.content")}: ${stepLabel(entry)}`}
          onClose={() => setMode(undefined)}
        />
      )}
    </>
  );
}
