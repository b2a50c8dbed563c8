// Where the keys of a list lead. Pure.

/** The index a key moves to, clamped to the list; undefined for keys that do not move. `active` is -1 before the first move. */
export function nextIndex(key: string, active: number, total: number, page: number): number | undefined {
  if (total === 0) return undefined;
  const clamp = (index: number): number => Math.min(total - 1, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return clamp(active + 1);
    case "ArrowUp":
      return clamp(active - 1);
    case "PageDown":
      return clamp(active + page);
    case "PageUp":
      return clamp(active - page);
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return undefined;
  }
}
