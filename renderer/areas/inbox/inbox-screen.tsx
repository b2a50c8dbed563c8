// The combined inbox: everything that waits, beside the record that is open. It draws no record itself.
import type { ReactNode } from "react";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { useTranslation } from "react-i18next";

export interface InboxScreenProps {
  readonly renderRecord: (props: { readonly record: RecordRef }) => ReactNode;
}

export function InboxScreen({ renderRecord: _renderRecord }: InboxScreenProps) {
  const { t } = useTranslation();
  return <h1 className="pane__title">{t("inbox.title")}</h1>;
}
