// A value with the parts marked in which it differs from the other one: by line, ground and a word for screen readers, never by colour alone.
import { useTranslation } from "react-i18next";
import { piecesAgainst, type Grain } from "./text-diff.ts";

export interface DiffTextProps {
  readonly text: string;
  readonly other: string;
  readonly grain: Grain;
  readonly side: "mine" | "theirs";
}

export function DiffText({ text, other, grain, side }: DiffTextProps) {
  const { t } = useTranslation();
  if (text === "") return <span className="muted">{t("outbox.conflict.empty")}</span>;
  return (
    <span className="diff">
      {piecesAgainst(text, other, grain).map((piece) => {
        return piece.differs ? (
          <mark key={piece.start} className={`diff__part diff__part--${side}`}>
            <span className="visually-hidden">{t("conflict.differs")} </span>
            {piece.text}
            <span className="visually-hidden"> {t("conflict.differsEnd")}</span>
          </mark>
        ) : (
          <span key={piece.start}>{piece.text}</span>
        );
      })}
    </span>
  );
}
