// Two panes side by side with a bar between that mouse and arrow keys move; where it stood is remembered on this device.
import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { classNames } from "./class-names.ts";
import { usePreferences } from "../state/preferences.ts";

export interface SplitViewProps {
  /** Name under which the sizes are kept. */
  readonly name: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly barLabel: string;
  /** Percent of the first pane at the beginning. */
  readonly share?: number;
  /** Smallest widths in pixels. */
  readonly minimum?: readonly [first: number, second: number];
  readonly orientation?: "horizontal" | "vertical";
  /**
   * The one pane there is room for; the other is hidden. Both stay where they are in the tree, so that what is open or half written in a
   * pane outlives a window that is made narrow.
   */
  readonly only?: "first" | "second" | undefined;
}

export function SplitView({
  name,
  first,
  second,
  barLabel,
  share = 50,
  minimum = [280, 320],
  orientation = "horizontal",
  only,
}: SplitViewProps) {
  const sizes = usePreferences((store) => store.splits[name]);
  const set = usePreferences((store) => store.set);
  return (
    <Group
      className={classNames("split", only !== undefined && `split--${only}`)}
      orientation={orientation}
      defaultLayout={sizes ?? { [`${name}-first`]: share, [`${name}-second`]: 100 - share }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) set({ splits: { ...usePreferences.getState().splits, [name]: layout } });
      }}
    >
      <Panel id={`${name}-first`} className="split__pane" minSize={only === undefined ? minimum[0] : 0}>
        {first}
      </Panel>
      <Separator className="split__bar" aria-label={barLabel} />
      <Panel id={`${name}-second`} className="split__pane" minSize={only === undefined ? minimum[1] : 0}>
        {second}
      </Panel>
    </Group>
  );
}
