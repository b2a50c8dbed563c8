// The menu of the window, in German; every entry is one of Electron's roles. Must never act on records: screens do that.
import { Menu, type MenuItemConstructorOptions } from "electron";

/** Makes the menu; `developer` adds the tools for developers. */
export function applicationMenu(request: { readonly mac: boolean; readonly developer: boolean }): Menu {
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const program: MenuItemConstructorOptions = request.mac
    ? {
        label: "Amtsstube",
        submenu: [
          { role: "about", label: "Über Amtsstube" },
          separator,
          { role: "hide", label: "Amtsstube ausblenden" },
          { role: "hideOthers", label: "Andere ausblenden" },
          separator,
          { role: "quit", label: "Amtsstube beenden" },
        ],
      }
    : { label: "&Datei", submenu: [{ role: "quit", label: "Beenden" }] };
  const view: MenuItemConstructorOptions[] = [
    { role: "resetZoom", label: "Originalgröße" },
    { role: "zoomIn", label: "Vergrößern" },
    { role: "zoomOut", label: "Verkleinern" },
    separator,
    { role: "togglefullscreen", label: "Vollbild" },
    separator,
    { role: "reload", label: "Neu laden" },
  ];
  return Menu.buildFromTemplate([
    program,
    {
      label: "&Bearbeiten",
      submenu: [
        { role: "undo", label: "Rückgängig" },
        { role: "redo", label: "Wiederholen" },
        separator,
        { role: "cut", label: "Ausschneiden" },
        { role: "copy", label: "Kopieren" },
        { role: "paste", label: "Einfügen" },
        { role: "selectAll", label: "Alles auswählen" },
      ],
    },
    {
      label: "&Ansicht",
      submenu: [...view, ...(request.developer ? [{ role: "toggleDevTools", label: "Entwicklerwerkzeuge" } as const] : [])],
    },
    {
      label: "&Fenster",
      submenu: [
        { role: "minimize", label: "Minimieren" },
        { role: "close", label: "Fenster schließen" },
      ],
    },
  ]);
}
