// A list of any length as a grid: only rows in sight are drawn, one row has the focus, arrows move it.
// It never holds rows of its own: it asks for the row at an index and draws a grey bar where there is none yet.
import { useVirtualizer, defaultRangeExtractor } from "@tanstack/react-virtual";
import {
  memo,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { usePreferences } from "../state/preferences.ts";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { nextIndex } from "./grid-keys.ts";
import { useWidth } from "./use-width.ts";

export interface GridColumn<Row, Sort extends string> {
  readonly id: string;
  readonly label: string;
  /** A track of CSS grid: "7rem", "minmax(10rem, 2fr)". */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sort?: Sort;
  readonly align?: "start" | "end";
  /** Left out where the list is narrower than this many pixels. */
  readonly from?: number;
}

export interface GridHandle {
  /** Puts the focus on the active row, or on the first. */
  readonly focus: () => void;
}

export interface DataGridProps<Row, Sort extends string> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row, Sort>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  /** Told when other rows come into sight. */
  readonly onRange?: (first: number, last: number) => void;
  /** Index of the row that has, or would get, the focus; -1 for none yet. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Key of the row that is open beside the list; without it the active row counts as selected. */
  readonly selected?: string | null;
  /** Whether a row is chosen for an act over many; with it the list lets its person choose (Space, Shift and arrows, Ctrl+A). */
  readonly isMarked?: (row: Row) => boolean;
  /** Whether any row is chosen: then "selected" means chosen, else it means open. */
  readonly hasMarks?: boolean;
  /** toggle: this row · range: every row from where the last choice was made */
  readonly onMark?: (index: number, how: "toggle" | "range") => void;
  readonly onMarkAll?: () => void;
  /** Enter or a double click; with `openOnClick` a single click. */
  readonly onOpen?: (index: number) => void;
  readonly openOnClick?: boolean;
  readonly sort?: { readonly by: Sort; readonly descending: boolean };
  readonly onSort?: (by: Sort) => void;
  readonly sortedLabel?: { readonly up: string; readonly down: string };
  /** Where the list is narrow, each row becomes a card of two lines: cells lie in areas named like their columns. */
  readonly stacked?: { readonly below: number; readonly areas: readonly string[]; readonly tracks: string };
  readonly ref?: Ref<GridHandle>;
}

const headHeight = 30;
const rowHeights = { compact: 32, comfortable: 42 } as const;
const stackedHeights = { compact: 50, comfortable: 60 } as const;

export function DataGrid<Row, Sort extends string = string>(props: DataGridProps<Row, Sort>) {
  const { label, total, rowAt, rowKey, onRange, active, onActive, onOpen, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const scrolledTo = useRef(-1);
  const width = useWidth(scroller);
  const isStacked = props.stacked !== undefined && width !== undefined && width < props.stacked.below;
  const { columns, template } = useLayout(props, width, isStacked);
  const density = usePreferences((store) => store.density);
  const rowHeight = (isStacked ? stackedHeights : rowHeights)[density];
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The head lies over the rows without being one of them.
    scrollPaddingEnd: isStacked ? 0 : headHeight,
    // The focused row stays drawn even out of sight, or the focus would fall off the page.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return active >= 0 && active < total && !seen.includes(active) ? [...seen, active].sort((left, right) => left - right) : seen;
    },
  });
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 0;
  useEffect(() => {
    if (total > 0) onRange?.(first, last);
  }, [first, last, total, onRange]);

  const focusRow = (): void => {
    body.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  };
  useEffect(() => {
    // A row that moves because others came or went takes the focus along.
    const focused = document.activeElement;
    const inside = focused?.getAttribute("role") === "row" && body.current?.contains(focused) === true;
    if (!wantsFocus.current && !inside) return;
    wantsFocus.current = false;
    focusRow();
  }, [active]);
  useEffect(() => {
    if (active === scrolledTo.current || active < 0 || active >= total) return;
    scrolledTo.current = active;
    virtualizer.scrollToIndex(active, { align: "auto" });
  }, [active, total, virtualizer]);
  useImperativeHandle(ref, () => ({
    focus: () => {
      if (active >= 0 || total === 0) return focusRow();
      wantsFocus.current = true;
      onActive(0);
    },
  }));

  const page = Math.max(1, last - first - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a" && props.onMarkAll !== undefined) {
      event.preventDefault();
      props.onMarkAll();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " && active >= 0 && props.onMark !== undefined) {
      event.preventDefault();
      props.onMark(active, "toggle");
      return;
    }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      onOpen?.(active);
      return;
    }
    const next = nextIndex(event.key, active, total, page);
    if (next === undefined) return;
    event.preventDefault();
    if (next === active) return;
    wantsFocus.current = true;
    onActive(next);
    if (event.shiftKey) props.onMark?.(next, "range");
  };

  const latest = useRef<Hands>(null);
  useEffect(() => {
    latest.current = {
      focus: (index) => {
        if (index !== active) onActive(index);
      },
      click: (index, how) => {
        if (how !== undefined && props.onMark !== undefined) {
          props.onMark(index, how);
          return;
        }
        // Wanted for a row that is not active yet, and never kept: it would draw the focus out of the pane when the list next moves.
        wantsFocus.current = index !== active;
        if (index === active) focusRow();
        onActive(index);
        if (props.openOnClick === true) onOpen?.(index);
      },
      open: (index) => onOpen?.(index),
    };
  });
  const [hands] = useState<Hands>(() => ({
    focus: (index) => latest.current?.focus(index),
    click: (index, how) => latest.current?.click(index, how),
    open: (index) => latest.current?.open(index),
  }));

  return (
    <div className={classNames("grid", isStacked && "grid--stacked")} ref={scroller}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        className="grid__inner"
        aria-multiselectable={props.onMark !== undefined}
      >
        <div role="rowgroup" className="grid__head">
          <div role="row" aria-rowindex={1} className="grid__row grid__row--head" style={isStacked ? {} : template}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} {...props} onSort={isStacked ? undefined : props.onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="grid__body" ref={body} style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown}>
          {items.map((item) => {
            const row = rowAt(item.index);
            const isActive = item.index === active;
            return (
              <GridRow
                // By index: a row that is loaded while it has the focus must not be drawn anew.
                key={item.index}
                index={item.index}
                row={row}
                columns={columns}
                template={template}
                isStacked={isStacked}
                isSelected={props.selected === undefined ? isActive : row !== undefined && rowKey(row) === props.selected}
                isMarked={row !== undefined && props.isMarked?.(row) === true}
                hasMarks={props.hasMarks === true}
                isReachable={isActive || (active < 0 && item.index === 0)}
                start={item.start}
                height={item.size}
                hands={hands}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

type Columns<Row, Sort extends string> = readonly GridColumn<Row, Sort>[];

/** The columns there is room for, and how they lie. */
function useLayout<Row, Sort extends string>(
  { columns: all, stacked }: Pick<DataGridProps<Row, Sort>, "columns" | "stacked">,
  width: number | undefined,
  isStacked: boolean,
): { readonly columns: Columns<Row, Sort>; readonly template: CSSProperties } {
  const shown = all
    .filter((column) =>
      isStacked
        ? stacked?.areas.some((line) => line.split(" ").includes(column.id))
        : column.from === undefined || width === undefined || width >= column.from,
    )
    .map((column) => column.id)
    .join(" ");
  const columns = useMemo(() => all.filter((column) => shown.split(" ").includes(column.id)), [all, shown]);
  const template = useMemo(
    () =>
      isStacked && stacked !== undefined
        ? { gridTemplate: `${stacked.areas.map((line) => `"${line}"`).join(" ")} / ${stacked.tracks}` }
        : { gridTemplateColumns: columns.map((column) => column.width).join(" ") },
    [isStacked, stacked, columns],
  );
  return { columns, template };
}

/** What a row tells the list; the same object for its whole life, so that rows are drawn anew only when they change. */
interface Hands {
  readonly focus: (index: number) => void;
  readonly click: (index: number, how?: "toggle" | "range") => void;
  readonly open: (index: number) => void;
}

interface GridRowProps<Row> {
  readonly index: number;
  readonly row: Row | undefined;
  readonly columns: readonly Pick<GridColumn<Row, string>, "id" | "align" | "cell">[];
  readonly template: CSSProperties;
  readonly isStacked: boolean;
  readonly isSelected: boolean;
  readonly isMarked: boolean;
  readonly hasMarks: boolean;
  readonly isReachable: boolean;
  readonly start: number;
  readonly height: number;
  readonly hands: Hands;
}

function DrawnRow<Row>({ index, row, columns, template, isStacked, hands, ...rest }: GridRowProps<Row>) {
  const { isSelected, isMarked, hasMarks, isReachable, start, height } = rest;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={hasMarks ? isMarked : isSelected}
      tabIndex={isReachable ? 0 : -1}
      className={classNames(
        "grid__row",
        isSelected && "grid__row--active",
        isMarked && "grid__row--marked",
        row === undefined && "grid__row--gap",
      )}
      style={{ ...template, height, transform: `translateY(${start}px)` }}
      onFocus={() => hands.focus(index)}
      onClick={(event) => hands.click(index, event.ctrlKey || event.metaKey ? "toggle" : event.shiftKey ? "range" : undefined)}
      onDoubleClick={() => hands.open(index)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames("grid__cell", `grid__cell--${column.id}`, column.align === "end" && "grid__cell--end")}
          style={isStacked ? { gridArea: column.id } : {}}
        >
          {row === undefined ? <span className="grid__gap" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** `memo` loses the type parameter; the row draws whatever its columns can read. */
const GridRow: typeof DrawnRow = memo(DrawnRow) as typeof DrawnRow;

function HeadCell<Row, Sort extends string>({
  column,
  sort,
  onSort,
  sortedLabel,
}: Pick<DataGridProps<Row, Sort>, "sort" | "sortedLabel"> & {
  readonly column: GridColumn<Row, Sort>;
  readonly onSort: ((by: Sort) => void) | undefined;
}) {
  const by = column.sort;
  const sorted = by !== undefined && sort?.by === by;
  const direction = sort?.descending === true ? "descending" : "ascending";
  const names = classNames("grid__cell", "grid__cell--head", column.align === "end" && "grid__cell--end");
  if (by === undefined || onSort === undefined)
    return (
      <div role="columnheader" className={names}>
        {column.label}
      </div>
    );
  return (
    <div role="columnheader" className={names} aria-sort={sorted ? direction : "none"}>
      <button type="button" className="grid__sort" onClick={() => onSort(by)}>
        <span>{column.label}</span>
        {sorted ? (
          <>
            <Icon name={direction === "descending" ? "arrowDown" : "arrowUp"} size={11} />
            <span className="visually-hidden">{direction === "descending" ? sortedLabel?.down : sortedLabel?.up}</span>
          </>
        ) : null}
      </button>
    </div>
  );
}
