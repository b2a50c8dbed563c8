// An XML file in readable form, its raw text behind a button. Of an electronic invoice only the raw text: its sheet is the readable form.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import { Section } from "../components/data-list.tsx";
import { EmptyState } from "../components/messages.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import { xmlLeaves } from "./xml-leaves.ts";

export interface XmlViewProps {
  readonly text: string;
  readonly name: string;
  /** Goes back to the readable form where that is another's; then this one shows the source alone. */
  readonly onReadable?: (() => void) | undefined;
}

export function XmlView({ text, name, onReadable }: XmlViewProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(false);
  const raw = own || onReadable !== undefined;
  return (
    <div className="viewer__document">
      <Toolbar label={t("viewer.toolbar")}>
        <span className="viewer__kind">{t(onReadable === undefined ? "viewer.xmlOther" : "viewer.xmlInvoice")}</span>
        <span className="viewer__spacer" />
        <Button
          variant="quiet"
          icon={raw ? "invoice" : "document"}
          onPress={() => {
            if (onReadable === undefined) setOwn(!own);
            else onReadable();
          }}
        >
          {raw ? t("viewer.rawHide") : t("viewer.rawShow")}
        </Button>
      </Toolbar>
      <div className="viewer__frame">
        <div className="viewer__scroll viewer__scroll--sheet" tabIndex={0} role="group" aria-label={raw ? t("viewer.rawLabel") : name}>
          {raw ? <pre className="viewer__raw">{text}</pre> : <Leaves text={text} />}
        </div>
      </div>
    </div>
  );
}

function Leaves({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const xml = useMemo(() => xmlLeaves(text), [text]);
  if (xml === undefined) return <EmptyState icon="warning" title={t("viewer.damagedXml")} />;
  return (
    <article className="sheet">
      <Section title={xml.root}>
        <dl className="sheet__rows">
          {xml.leaves.map((leaf, index) => (
            <div key={`${leaf.label} ${index}`} className="sheet__row">
              <dt>{leaf.label}</dt>
              <dd>{leaf.value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </article>
  );
}
