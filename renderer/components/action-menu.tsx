// A menu of steps a person may or may not take. One that is not possible now stays in it and says why.
import { Button, Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Text } from "react-aria-components";
import { Icon } from "./icon.tsx";

export interface ActionMenuEntry {
  readonly id: string;
  readonly label: string;
  /** Present: the step is not possible, and this sentence says why. */
  readonly whyNot: string | undefined;
  readonly run: () => void;
}

export interface ActionMenuProps {
  readonly button: string;
  /** Names the menu itself. */
  readonly label: string;
  readonly entries: readonly ActionMenuEntry[];
}

export function ActionMenu({ button, label, entries }: ActionMenuProps) {
  const act = (key: unknown): void => {
    const entry = entries.find(({ id }) => id === key);
    if (entry?.whyNot === undefined) entry?.run();
  };
  return (
    <MenuTrigger>
      <Button className="button button--secondary">
        <span className="button__text">{button}</span>
        <Icon name="chevronDown" size={12} />
      </Button>
      <Popover className="popover action-menu" placement="bottom start" offset={4}>
        <AriaMenu className="list-box" aria-label={label} onAction={act}>
          {entries.map(({ id, label: text, whyNot }) => (
            <MenuItem key={id} id={id} className="list-box__item action-menu__item" textValue={text}>
              <Text slot="label" className={whyNot === undefined ? "" : "muted"}>
                {text}
              </Text>
              {whyNot === undefined ? null : (
                <Text slot="description" className="action-menu__why">
                  {whyNot}
                </Text>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
