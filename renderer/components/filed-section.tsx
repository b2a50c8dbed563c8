// Where an entry lies that is in the files by now, with the way to its document.
import { useTranslation } from "react-i18next";
import { usePlace } from "../state/place.ts";
import { Button } from "./button.tsx";
import { Section } from "./data-list.tsx";

export interface FiledSectionProps {
  readonly title: string;
  readonly hint: string;
  readonly documentId: string;
}

export function FiledSection({ title, hint, documentId }: FiledSectionProps) {
  const { t } = useTranslation();
  const go = usePlace((place) => place.go);
  return (
    <Section
      title={title}
      aside={
        <Button variant="quiet" icon="archive" onPress={() => go("archive", { kind: "document", id: documentId })}>
          {t("record.openDocument")}
        </Button>
      }
    >
      <p>{hint}</p>
    </Section>
  );
}
