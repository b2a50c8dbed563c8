// A row of controls with one stop for the Tab key; arrows move inside.
import type { ReactNode } from "react";
import { Toolbar as AriaToolbar } from "react-aria-components";

export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <AriaToolbar aria-label={label} className="toolbar">
      {children}
    </AriaToolbar>
  );
}
