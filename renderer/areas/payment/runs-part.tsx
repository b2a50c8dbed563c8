// The runs, the newest first, beside the one that is open.
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { PaymentRunRow } from "../../../shared/desk/payment-calls.ts";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { WaitingMark } from "../../components/cells.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { SplitView } from "../../components/split-view.tsx";
import { useWidth } from "../../components/use-width.ts";
import { useQuery } from "../../desk/use-query.ts";
import { usePlace } from "../../state/place.ts";
import { RunPill } from "./run-pill.tsx";
import { RunView } from "./run-view.tsx";

/** Below this many pixels list and run are shown one at a time. */
const roomForBoth = 860;

export function RunsPart() {
  const { t } = useTranslation();
  const { value, error } = useQuery("paymentRuns", {});
  const record = usePlace((store) => store.record);
  const screen = useRef<HTMLDivElement>(null);
  const width = useWidth(screen);
  const narrow = width !== undefined && width < roomForBoth;
  const shown =
    error !== undefined ? (
      <EmptyState icon="warning" title={t("payment.failed")} />
    ) : value === undefined ? (
      <Skeleton lines={6} label={t("common.loading")} />
    ) : value.length === 0 ? (
      <EmptyState icon="payment" title={t("payment.runs.empty")}>
        {t("payment.runs.emptyHint")}
      </EmptyState>
    ) : (
      <ListAndRun rows={value} openId={record?.kind === "paymentRun" ? record.id : null} narrow={narrow} />
    );
  return (
    <div className="payment__runs" ref={screen}>
      {shown}
    </div>
  );
}

interface ListAndRunProps {
  readonly rows: readonly PaymentRunRow[];
  readonly openId: string | null;
  readonly narrow: boolean;
}

function ListAndRun({ rows, openId, narrow }: ListAndRunProps) {
  const { t } = useTranslation();
  const open = usePlace((store) => store.open);
  const detail = (
    <section className="payment-pane" aria-label={t("payment.runs.detail")}>
      {narrow && (
        <Button variant="quiet" icon="chevronLeft" onPress={() => open(null)}>
          {t("payment.runs.back")}
        </Button>
      )}
      {openId === null ? (
        <EmptyState icon="payment" title={t("payment.runs.nothingOpen")}>
          {t("payment.runs.nothingOpenHint")}
        </EmptyState>
      ) : (
        <RunView key={openId} id={openId} />
      )}
    </section>
  );
  return (
    <SplitView
      name="payment"
      barLabel={t("common.resize")}
      share={32}
      minimum={[260, 480]}
      only={narrow ? (openId === null ? "first" : "second") : undefined}
      first={<RunList rows={rows} selected={openId} onOpen={(id) => open({ kind: "paymentRun", id })} />}
      second={detail}
    />
  );
}

interface RunListProps {
  readonly rows: readonly PaymentRunRow[];
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
}

function RunList({ rows, selected, onOpen }: RunListProps) {
  const { t } = useTranslation();
  return (
    <ListBox
      className="payment-list"
      aria-label={t("payment.runs.list")}
      items={rows}
      selectionMode="single"
      disallowEmptySelection
      selectionBehavior="replace"
      selectedKeys={selected === null ? [] : [selected]}
      onSelectionChange={(keys) => {
        const [chosen] = keys === "all" ? [] : keys;
        if (chosen !== undefined) onOpen(String(chosen));
      }}
    >
      {({ id, number, executeOn, state, count, cents, waiting }) => (
        <ListBoxItem id={id} textValue={number} className="payment-list__row">
          <span className="payment-list__top">
            <span className="payment-list__number">{number}</span>
            <span className="money">{formatMoney(cents)}</span>
          </span>
          <span className="payment-list__line">
            <span className="muted">{t("payment.runs.line", { date: formatDate(executeOn), count })}</span>
            {waiting > 0 && <WaitingMark waiting={waiting} refused={0} />}
            <RunPill state={state} />
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
