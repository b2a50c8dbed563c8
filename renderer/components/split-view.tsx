// Two panes side by side with a bar between that mouse and arrow keys move; where it stood is remembered on this device.
import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
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
}

export function SplitView({ name, first, second, barLabel, share = 50, minimum = [280, 320], orientation = "horizontal" }: SplitViewProps) {
  const sizes = usePreferences((store) => store.splits[name]);
  const set = usePreferences((store) => store.set);
  return (
    <Group
      className="split"
      orientation={orientation}
      defaultLayout={sizes ?? { [`${name}-first`]: share, [`${name}-second`]: 100 - share }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) set({ splits: { ...usePreferences.getState().splits, [name]: layout } });
      }}
    >
      <Panel id={`${name}-first`} className="split__pane" minSize={minimum[0]}>
        {first}
      </Panel>
      <Separator className="split__bar" aria-label={barLabel} />
      <Panel id={`${name}-second`} className="split__pane" minSize={minimum[1]}>
        {second}
      </Panel>
    </Group>
  );
}
