// Puts theme and density on the page, and follows the system's colours where the person did not choose.
import { useEffect } from "react";
import { usePreferences } from "../state/preferences.ts";

export function Appearance() {
  const theme = usePreferences((store) => store.theme);
  const density = usePreferences((store) => store.density);
  useEffect(() => {
    const root = document.documentElement;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const show = (): void => {
      root.dataset["kernTheme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    show();
    dark.addEventListener("change", show);
    return () => dark.removeEventListener("change", show);
  }, [theme]);
  useEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
  return null;
}
