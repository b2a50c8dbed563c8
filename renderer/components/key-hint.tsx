// Keys as small caps beside what they do; hidden from screen readers, which hear them through aria-keyshortcuts.

const symbols: Readonly<Record<string, string>> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Control: "Strg",
  Ctrl: "Strg",
  Alt: "Alt",
  Space: "Leertaste",
  Shift: "⇧",
  PageUp: "Bild↑",
  PageDown: "Bild↓",
  Home: "Pos1",
  End: "Ende",
  Delete: "Entf",
};

/** Keys joined by "+", as aria-keyshortcuts writes them: "Control+Enter". */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {keys.split("+").map((key) => (
        <kbd key={key}>{symbols[key] ?? key.toUpperCase()}</kbd>
      ))}
    </span>
  );
}
