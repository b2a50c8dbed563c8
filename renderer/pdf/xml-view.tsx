// An XML file in readable form, its raw text behind a button.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import { DataList, Section } from "../components/data-list.tsx";
import { EmptyState } from "../components/messages.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import { readableXml, type ReadableLine, type ReadableXml } from "./xml-invoice.ts";

export function XmlView({ text, name }: { readonly text: string; readonly name: string }) {
  const { t } = useTranslation();
  const [raw, setRaw] = useState(false);
  const readable = useMemo(() => readableXml(text), [text]);
  return (
    <div className="viewer__document">
      <Toolbar label={t("viewer.toolbar")}>
        <span className="viewer__kind">{readable?.isInvoice === true ? t("viewer.xmlInvoice") : t("viewer.xmlOther")}</span>
        <span className="viewer__spacer" />
        <Button
          variant="quiet"
          icon={raw ? "invoice" : "document"}
          onPress={() => {
            setRaw(!raw);
          }}
        >
          {raw ? t("viewer.rawHide") : t("viewer.rawShow")}
        </Button>
      </Toolbar>
      <div className="viewer__frame">
        <div className="viewer__scroll viewer__scroll--sheet" tabIndex={0} role="group" aria-label={raw ? t("viewer.rawLabel") : name}>
          {raw ? <pre className="viewer__raw">{text}</pre> : <Readable readable={readable} />}
        </div>
      </div>
    </div>
  );
}

function Readable({ readable }: { readonly readable: ReadableXml | undefined }) {
  const { t } = useTranslation();
  if (readable === undefined) return <EmptyState icon="warning" title={t("viewer.damagedXml")} />;
  return (
    <article className="sheet">
      {readable.sections.map((section) => (
        <Section key={section.title} title={section.title}>
          <dl className="sheet__rows">
            {section.rows.map((row, index) => (
              <div key={`${row.label} ${index}`} className="sheet__row">
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
      {readable.lines.length > 0 && <Lines lines={readable.lines} />}
      {readable.totals.length > 0 && (
        <Section title={t("viewer.xml.totals")}>
          <div className="sheet__totals">
            <DataList items={readable.totals.map((row) => ({ label: row.label, value: row.value }))} />
          </div>
        </Section>
      )}
    </article>
  );
}

function Lines({ lines }: { readonly lines: readonly ReadableLine[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("viewer.xml.lines")}>
      <table className="sheet__lines">
        <thead>
          <tr>
            <th scope="col">{t("viewer.xml.position")}</th>
            <th scope="col">{t("viewer.xml.item")}</th>
            <th scope="col" className="sheet__number">
              {t("viewer.xml.quantity")}
            </th>
            <th scope="col" className="sheet__number">
              {t("viewer.xml.price")}
            </th>
            <th scope="col" className="sheet__number">
              {t("viewer.xml.rate")}
            </th>
            <th scope="col" className="sheet__number">
              {t("viewer.xml.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={`${line.position} ${index}`}>
              <td>{line.position}</td>
              <td>{line.item}</td>
              <td className="sheet__number">{line.quantity}</td>
              <td className="sheet__number">{line.price}</td>
              <td className="sheet__number">{line.rate}</td>
              <td className="sheet__number">{line.amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
