// What a supplier's papers have taught, each place in a sentence: how often it was right, when last, and the button that forgets it.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { isTrusted } from "../../../shared/domain/supplier/learn.ts";
import type { LearnedPlace } from "../../../shared/domain/supplier/schema.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { fieldLabel } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { usePlace } from "../../state/place.ts";
import type { SupplierProps } from "./supplier-view.tsx";

export function LearnedSection({ body, handle }: SupplierProps) {
  const { t } = useTranslation();
  const go = usePlace((store) => store.go);
  const places = Object.entries(body.learned).sort(
    ([, one], [, other]) => fieldLabel(one.field).localeCompare(fieldLabel(other.field), "de") || other.right - one.right,
  );
  const whyNot = handle.whyNot("describe");
  return (
    <Section title={t("suppliers.learned.title")}>
      {places.length === 0 ? (
        <p className="muted">{t("suppliers.learned.none")}</p>
      ) : (
        <ul className="supplier-lines">
          {places.map(([id, place]) => {
            const sentence = placeText(t, place);
            const invoice = place.invoices.at(-1);
            return (
              <li key={id} className="supplier-lines__line">
                <span className="supplier-lines__text">
                  <span className="supplier-lines__main">{sentence}</span>
                  <span className="muted">{countText(t, place)}</span>
                </span>
                {invoice !== undefined && (
                  <Button
                    variant="quiet"
                    icon="invoice"
                    label={`${t("suppliers.learned.lastInvoice")}: ${sentence}`}
                    onPress={() => go("inbox", { kind: "invoice", id: invoice })}
                  >
                    {t("suppliers.learned.lastInvoice")}
                  </Button>
                )}
                {whyNot === undefined && (
                  <Button
                    variant="quiet"
                    icon="trash"
                    label={`${t("suppliers.learned.forget")}: ${sentence}`}
                    onPress={() => void handle.submit("forget", { place: id }, t("suppliers.learned.forgotten"))}
                  >
                    {t("suppliers.learned.forget")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

/** "Rechnungsnummer steht rechts von „Beleg-Nr.“, Seite 1". */
function placeText(t: TFunction, { field, where, label, box, page, fromEnd }: LearnedPlace): string {
  const side = box.x + box.width / 2 < 0.5 ? "Left" : "Right";
  const height = box.y < 1 / 3 ? "top" : box.y < 2 / 3 ? "middle" : "bottom";
  const what = t(`suppliers.learned.${where}`, { field: fieldLabel(field), label, place: t(`suppliers.learned.places.${height}${side}`) });
  const onPage = fromEnd
    ? page === 1
      ? t("suppliers.learned.lastPage")
      : t("suppliers.learned.pageFromEnd", { page })
    : t("suppliers.learned.page", { page });
  return `${what}, ${onPage}`;
}

function countText(t: TFunction, place: LearnedPlace): string {
  return [
    t("suppliers.learned.times", { count: place.right }),
    ...(place.wrong === 0 ? [] : [t("suppliers.learned.wrong", { count: place.wrong })]),
    t("suppliers.learned.last", { date: formatDate(place.at.slice(0, 10)) }),
    ...(isTrusted(place) ? [] : [t("suppliers.learned.unused")]),
  ].join(", ");
}
