// How a record came in: by which way, when, through whom; and whether its file has come more than once.
import { useTranslation } from "react-i18next";
import type { z } from "../../shared/base/zod.ts";
import type { arrivalSchema } from "../../shared/domain/arrival.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { record } from "../../shared/text/de/screens-record.ts";
import { formatDateTime } from "../../shared/text/format.ts";
import { lookUp, personName, unitName } from "../../shared/text/refusal-text.ts";
import { MomentText } from "./cells.tsx";
import { DataList, Section } from "./data-list.tsx";
import { Message } from "./messages.tsx";

export interface ArrivalSectionProps {
  readonly unit: string;
  readonly directory: Directory | null;
  readonly body: {
    readonly document: { readonly name: string };
    readonly arrivals: readonly Readonly<z.infer<typeof arrivalSchema>>[];
    readonly receivedAt: string;
    readonly clerk?: string | undefined;
  };
}

export function ArrivalSection({ body, unit, directory }: ArrivalSectionProps) {
  const { t } = useTranslation();
  const [first, ...again] = body.arrivals;
  return (
    <Section title={t("record.arrival.title")}>
      <DataList
        items={[
          { label: t("record.arrival.file"), value: first?.fileName ?? body.document.name },
          { label: t("record.arrival.at"), value: <MomentText at={body.receivedAt} /> },
          { label: t("record.arrival.from"), value: lookUp(record.arrival.channels, first?.channel ?? "") ?? first?.channel ?? "" },
          ...(first?.mail === undefined
            ? []
            : [
                { label: t("record.arrival.mailFrom"), value: first.mail.from },
                { label: t("record.arrival.mailSubject"), value: first.mail.subject },
                { label: t("record.arrival.mailSentAt"), value: first.mail.sentAt === null ? "" : formatDateTime(first.mail.sentAt) },
              ]),
          { label: t("record.arrival.by"), value: personName(first?.by ?? "", directory) },
          { label: t("record.arrival.unit"), value: unitName(unit, directory) },
          {
            label: t("record.arrival.clerk"),
            value: body.clerk === undefined ? t("record.arrival.nobody") : personName(body.clerk, directory),
          },
        ]}
      />
      {again.length > 0 && (
        <div className="arrival__again">
          <Message tone="warning" title={t("record.arrival.duplicates", { count: again.length })}>
            {again.map((arrival) => (
              <p key={`${arrival.at} ${arrival.fileName}`}>
                {t("record.arrival.duplicateLine", { at: formatDateTime(arrival.at), name: arrival.fileName })}
              </p>
            ))}
          </Message>
        </div>
      )}
    </Section>
  );
}
