// The frame of every record: facts and content side by side where there is room, else one at a time.
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "./choice.tsx";
import { SplitView } from "./split-view.tsx";
import { useWidth } from "./use-width.ts";
import "./record.css";

export interface RecordLayoutProps {
  /** Name under which the widths are kept, one a kind. */
  readonly name: string;
  readonly header: ReactNode;
  readonly facts: ReactNode;
  readonly content: ReactNode;
  /** What a narrow pane shows first. */
  readonly initial?: "facts" | "content";
}

/** Below this many pixels both would be too narrow to work in. */
const roomForBoth = 624;

export function RecordLayout({ name, header, facts, content, initial = "facts" }: RecordLayoutProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const [shown, setShown] = useState<"facts" | "content">(initial);
  const narrow = width !== undefined && width < roomForBoth;
  return (
    <div className="record" ref={element}>
      {header}
      {narrow && (
        <div className="record__switch">
          <Choice
            label={t("record.view")}
            options={[
              { id: "facts", label: t("record.facts"), icon: "application" },
              { id: "content", label: t("record.content"), icon: "document" },
            ]}
            value={shown}
            onChange={setShown}
          />
        </div>
      )}
      <div className="record__body">
        <SplitView
          name={name}
          barLabel={t("common.resize")}
          share={45}
          minimum={[300, 320]}
          only={narrow ? (shown === "facts" ? "first" : "second") : undefined}
          first={<div className="record__facts">{facts}</div>}
          second={narrow && shown === "facts" ? null : content}
        />
      </div>
    </div>
  );
}
