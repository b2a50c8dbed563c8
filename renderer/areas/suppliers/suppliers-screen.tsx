// Suppliers: the list as one types, and the one that is open. It draws over what this device holds and judges nothing.
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { keeperOnly } from "../../../shared/domain/supplier/rights.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Choice } from "../../components/choice.tsx";
import { SearchField } from "../../components/fields.tsx";
import { EmptyState } from "../../components/messages.tsx";
import { SplitView } from "../../components/split-view.tsx";
import { useWidth } from "../../components/use-width.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import { SupplierDialog } from "./supplier-dialog.tsx";
import { SupplierList } from "./supplier-list.tsx";
import { SupplierView } from "./supplier-view.tsx";
import "./suppliers.css";

const limit = 200;
/** Below this many pixels the panes are shown one at a time. */
const roomForBoth = 760;

export function SuppliersScreen() {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const [text, setText] = useState("");
  const [entering, setEntering] = useState(false);
  const found = useQuery("suppliers", { text, limit });
  const open = usePlace((store) => store.open);
  const record = usePlace((store) => store.record);
  const screen = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(screen);
  const openId = record?.kind === "supplier" ? record.id : null;
  const [shown, setShown] = useState<"list" | "supplier">(openId === null ? "list" : "supplier");
  const refusal = keeperOnly({ actor, context: { today } });
  const show = (id: string): void => {
    open({ kind: "supplier", id });
    setShown("supplier");
  };

  const pane = (
    <section className="pane" aria-label={t("suppliers.list")}>
      <header className="suppliers-head">
        <div className="suppliers-head__line">
          <div className="suppliers-head__search" data-main-search>
            <SearchField
              label={t("suppliers.search")}
              placeholder={t("suppliers.searchPlaceholder")}
              clearLabel={t("common.clear")}
              value={text}
              onChange={(typed) => setText(typed.slice(0, 200))}
              shortcut="/"
              onLeave={() => list.current?.querySelector<HTMLElement>("[role=listbox]")?.focus()}
            />
          </div>
          <ActionButton
            icon="plus"
            label={t("suppliers.enter")}
            whyNot={refusal === undefined ? undefined : refusalText(refusal, directory)}
            onPress={() => setEntering(true)}
          />
        </div>
        <span className="muted suppliers-head__total" role="status">
          {found.value === undefined ? "" : t("suppliers.total", { count: found.value.total })}
        </span>
      </header>
      <div className="pane__body pane__body--still" ref={list}>
        <SupplierList state={found} selected={openId} onOpen={show} />
      </div>
    </section>
  );
  const detail = (
    <section className="supplier-pane" aria-label={t("suppliers.detail")}>
      {openId === null ? (
        <EmptyState icon="supplier" title={t("suppliers.nothingOpen")}>
          {t("suppliers.nothingOpenHint")}
        </EmptyState>
      ) : (
        <SupplierView key={openId} id={openId} />
      )}
    </section>
  );
  const narrow = width !== undefined && width < roomForBoth;
  return (
    <div className="suppliers" ref={screen}>
      <h1 className="visually-hidden">{t("suppliers.title")}</h1>
      {narrow && (
        <div className="suppliers__switch">
          <Choice
            label={t("suppliers.panes")}
            value={shown}
            onChange={setShown}
            options={[
              { id: "list", label: t("suppliers.title"), icon: "supplier" },
              { id: "supplier", label: t("suppliers.detail"), icon: "document" },
            ]}
          />
        </div>
      )}
      <div className="suppliers__body">
        <SplitView
          name="suppliers"
          barLabel={t("common.resize")}
          share={38}
          minimum={[300, 420]}
          only={narrow ? (shown === "list" ? "first" : "second") : undefined}
          first={narrow && shown !== "list" ? null : pane}
          second={detail}
        />
      </div>
      {entering && <SupplierDialog onClose={() => setEntering(false)} onEntered={show} />}
    </div>
  );
}
