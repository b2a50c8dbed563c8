// A state in a word, with an icon or a dot: colour never says anything that the word does not say too.
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

export interface PillProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
  /** Without a ground: for lines of a list, where many grounds would be noise. */
  readonly plain?: boolean;
}

export function Pill({ tone = "neutral", icon, children, plain = false }: PillProps) {
  return (
    <span className={classNames("pill", `pill--${tone}`, plain && "pill--plain")}>
      {icon === undefined ? null : <Icon name={icon} size={13} />}
      <span>{children}</span>
    </span>
  );
}

/** A small figure: how many wait. */
export function Count({ value, tone = "neutral", label }: { readonly value: number; readonly tone?: Tone; readonly label?: string }) {
  return (
    <span className={`count count--${tone}`}>
      {value.toLocaleString("de-DE")}
      {label === undefined ? null : <span className="visually-hidden"> {label}</span>}
    </span>
  );
}
