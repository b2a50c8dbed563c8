// The file plan as a tree with the number of documents at each entry. Arrow keys fold, unfold and move; the choice narrows the list.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button, Collection, Tree, TreeItem, TreeItemContent } from "react-aria-components";
import type { ArchiveTree } from "../../../shared/desk/archive-calls.ts";
import { Icon } from "../../components/icon.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useArchiveLook } from "../../state/archive-look.ts";

type Entry = ArchiveTree["entries"][number];
interface Node {
  readonly entry: Entry;
  readonly children: readonly Node[];
}

const whole = "*";

export function PlanTree() {
  const { t } = useTranslation();
  const { value, error } = useQuery("archiveTree", {});
  const { look, change, unfolded, unfold } = useArchiveLook();
  const nodes = useMemo(() => nest(value?.entries ?? []), [value]);
  if (error !== undefined) return <EmptyState icon="warning" title={t("archive.planFailed")} />;
  if (value === undefined) return <Skeleton lines={8} label={t("common.loading")} />;
  if (nodes.length === 0)
    return (
      <EmptyState icon="archive" title={t("archive.planEmpty")}>
        {t("archive.planEmptyHint")}
      </EmptyState>
    );
  const total = nodes.reduce((sum, node) => sum + node.entry.documents, 0);
  return (
    <Tree
      className="tree"
      aria-label={t("archive.plan")}
      selectionMode="single"
      disallowEmptySelection
      selectionBehavior="replace"
      selectedKeys={[look.planNumber ?? whole]}
      onSelectionChange={(keys) => {
        const [chosen] = keys === "all" ? [] : keys;
        if (chosen !== undefined) change({ planNumber: chosen === whole ? null : String(chosen), fileId: null });
      }}
      expandedKeys={unfolded}
      onExpandedChange={(keys) => {
        unfold(new Set([...keys].map(String)));
      }}
    >
      <TreeItem id={whole} textValue={t("archive.all")} className="tree__item">
        <TreeItemContent>
          <span className="tree__fold" />
          <span className="tree__title">{t("archive.all")}</span>
          <EntryCount documents={total} />
        </TreeItemContent>
      </TreeItem>
      <Collection items={nodes}>{renderNode}</Collection>
    </Tree>
  );
}

function renderNode(node: Node) {
  const { number, title, documents } = node.entry;
  return (
    <TreeItem
      key={number}
      id={number}
      textValue={`${number} ${title}`}
      className={documents === 0 ? "tree__item tree__item--none" : "tree__item"}
    >
      <TreeItemContent>
        {node.children.length > 0 ? (
          <Button slot="chevron" className="tree__fold">
            <Icon name="chevronRight" size={12} />
          </Button>
        ) : (
          <span className="tree__fold" />
        )}
        <span className="tree__number">{number}</span>
        <span className="tree__title">{title}</span>
        <EntryCount documents={documents} />
      </TreeItemContent>
      <Collection items={node.children}>{renderNode}</Collection>
    </TreeItem>
  );
}

function EntryCount({ documents }: { readonly documents: number }) {
  const { t } = useTranslation();
  return (
    <span className="tree__count">
      <span aria-hidden="true">{documents.toLocaleString("de-DE")}</span>
      <span className="visually-hidden">{t("archive.entryCount", { count: documents })}</span>
    </span>
  );
}

/** Entries whose parent is not there stand at the top. */
function nest(entries: readonly Entry[]): readonly Node[] {
  const known = new Set(entries.map((entry) => entry.number));
  const below = (parent: string | null): readonly Node[] =>
    entries
      .filter((entry) => (entry.parent !== null && known.has(entry.parent) ? entry.parent : null) === parent)
      .map((entry) => ({ entry, children: below(entry.number) }));
  return below(null);
}
