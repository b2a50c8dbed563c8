// The width of an element as it is laid out, for what CSS cannot decide.
import { useEffect, useState, type RefObject } from "react";

/** Pixels, followed as they change; undefined before the first measure and where nothing is laid out. */
export function useWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const target = element.current;
    if (target === null || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width === 0 ? undefined : width;
}
