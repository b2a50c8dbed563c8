// A step a person may or may not take. One that is not possible now stays reachable and says why.
import { useId } from "react";
import { Button as AriaButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export interface ActionButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly variant?: "primary" | "secondary" | "quiet";
  /** Present: the step is not possible, and this sentence says why. */
  readonly whyNot?: string | undefined;
  readonly onPress: () => void;
  readonly isPending?: boolean;
}

export function ActionButton({ label, icon, variant = "secondary", whyNot, onPress, isPending = false }: ActionButtonProps) {
  const reason = useId();
  const off = whyNot !== undefined;
  return (
    <>
      <TooltipTrigger delay={300} isDisabled={!off}>
        <AriaButton
          className={classNames("button", off ? "button--off" : `button--${variant}`)}
          aria-disabled={off || isPending}
          onPress={() => {
            if (!off && !isPending) onPress();
          }}
          {...(off ? { "aria-describedby": reason } : {})}
        >
          <Icon name={icon} />
          <span className="button__text">{label}</span>
        </AriaButton>
        <Tooltip className="tooltip tooltip--text" offset={6}>
          {whyNot}
        </Tooltip>
      </TooltipTrigger>
      {off && (
        <span id={reason} className="visually-hidden">
          {whyNot}
        </span>
      )}
    </>
  );
}
