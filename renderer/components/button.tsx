// Buttons. One primary button a pane at most; a button that shows only an icon always has a label and a tooltip.
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: "primary" | "secondary" | "quiet" | "danger";
  readonly icon?: IconName;
  /** A key that does the same, shown on the button; the screen listens for it. */
  readonly shortcut?: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly type?: "button" | "submit";
  readonly form?: string;
  readonly autoFocus?: boolean;
  /** Id of the text that says why the button is off or what it does. */
  readonly describedBy?: string;
  /** Read out instead of its text, where that alone would not say of what it is; begins or ends with the text. */
  readonly label?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, variant = "secondary", icon, shortcut, describedBy, label, isPending = false, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending ? pending : {})}
      {...(label === undefined ? {} : { "aria-label": label })}
      className={classNames("button", `button--${variant}`)}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
      {...withShortcut(shortcut)}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="button__text">{children}</span>
      {shortcut === undefined ? null : <KeyHint keys={shortcut} />}
    </AriaButton>
  );
}

/** A button whose work is under way takes no further press. React Aria's own way would leave an announcement without words once the button is gone. */
const pending: Pick<AriaButtonProps, "type" | "aria-disabled" | "onPress"> = {
  type: "button",
  "aria-disabled": true,
  onPress: () => undefined,
};

/** React Aria keeps unknown attributes off its buttons, so the button is drawn here where it has a shortcut. */
export function withShortcut(shortcut: string | undefined): Pick<AriaButtonProps, "render"> {
  if (shortcut === undefined) return {};
  return { render: (props) => <button {...props} aria-keyshortcuts={shortcut} /> };
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does: read out, and shown as its tooltip. */
  readonly label: string;
  readonly shortcut?: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
}

export function IconButton({ icon, label, shortcut, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton {...rest} aria-label={label} className="icon-button" {...withShortcut(shortcut)}>
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {shortcut === undefined ? null : <KeyHint keys={shortcut} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
