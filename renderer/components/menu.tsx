// A button that opens a short menu of actions.
import type { ReactNode } from "react";
import { Button, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Icon, type IconName } from "./icon.tsx";

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly run: () => void;
  readonly isDisabled?: boolean;
}

export function Menu({
  button,
  label,
  entries,
}: {
  /** What stands on the button; its text is the button's name. */
  readonly button: ReactNode;
  /** Names the menu itself. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}) {
  return (
    <MenuTrigger>
      <Button className="menu-button">
        {button}
        <Icon name="chevronDown" size={12} />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="list-box" aria-label={label} onAction={(key) => entries.find((entry) => entry.id === key)?.run()}>
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              className="list-box__item"
              isDisabled={entry.isDisabled ?? false}
              textValue={entry.label}
            >
              {entry.icon === undefined ? null : <Icon name={entry.icon} />}
              <span>{entry.label}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
