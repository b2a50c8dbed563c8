// How far a run is, as a word with a colour.
import type { RunState } from "../../../shared/domain/payment-run/schema.ts";
import { runStates } from "../../../shared/text/de/payment.ts";
import type { IconName } from "../../components/icon.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";

const looks: Readonly<Record<RunState, { readonly tone: Tone; readonly icon: IconName }>> = {
  made: { tone: "warning", icon: "people" },
  released: { tone: "accent", icon: "check" },
  exported: { tone: "info", icon: "upload" },
  settled: { tone: "success", icon: "check" },
  dissolved: { tone: "neutral", icon: "close" },
};

export function RunPill({ state }: { readonly state: RunState }) {
  const { tone, icon } = looks[state];
  return (
    <Pill tone={tone} icon={icon}>
      {runStates[`run.${state}`]}
    </Pill>
  );
}
