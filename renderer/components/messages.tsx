// What stands where content is missing, on its way, or wrong.
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty__icon">
        <Icon name={icon} size={28} />
      </span>
      <p className="empty__title">{title}</p>
      {children === undefined ? null : <div className="empty__text">{children}</div>}
      {action}
    </div>
  );
}

export interface MessageProps {
  readonly tone: "info" | "success" | "warning" | "danger";
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out as soon as it appears. */
  readonly live?: boolean;
}

const messageIcons: Readonly<Record<MessageProps["tone"], IconName>> = {
  info: "info",
  success: "check",
  warning: "warning",
  danger: "error",
};

export function Message({ tone, title, children, actions, live = false }: MessageProps) {
  return (
    <div className={`message message--${tone}`} {...(live ? { role: "alert" } : {})}>
      <Icon name={messageIcons[tone]} />
      <div className="message__text">
        {title === undefined ? null : <p className="message__title">{title}</p>}
        {children}
        {actions === undefined ? null : <div className="message__actions">{actions}</div>}
      </div>
    </div>
  );
}

/** Grey bars in the shape of what will come. `label` is read out once. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_unused, line) => (
        <span key={line} className={`skeleton__line skeleton__line--${line % 4}`} aria-hidden="true" />
      ))}
    </div>
  );
}
