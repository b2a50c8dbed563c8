// The subject of a step as the way to its record.
import { useTranslation } from "react-i18next";
import { Button } from "react-aria-components";
import { kinds } from "../../shared/text/de/domain.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import { Icon, type IconName } from "./icon.tsx";
import { usePlace } from "../state/place.ts";

const icons: Readonly<Record<string, IconName>> = {
  application: "application",
  invoice: "invoice",
  post: "post",
  task: "task",
  document: "document",
  file: "file",
  supplier: "supplier",
  paymentRun: "payment",
};

export function RecordButton({ kind, id, subject }: { readonly kind: string; readonly id: string; readonly subject: string }) {
  const { t } = useTranslation();
  const go = usePlace((store) => store.go);
  const area =
    kind === "document" || kind === "file" ? "archive" : kind === "supplier" ? "suppliers" : kind === "paymentRun" ? "payment" : "inbox";
  const name = subject === "" ? t("outbox.openRecord") : subject;
  return (
    <Button className="link-button" onPress={() => go(area, { kind, id })}>
      <Icon name={icons[kind] ?? "document"} size={14} />
      <span className="visually-hidden">{lookUp(kinds, kind) ?? kind} </span>
      <span>{name}</span>
    </Button>
  );
}
