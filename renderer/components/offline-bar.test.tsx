import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import { initTexts } from "../state/texts.ts";
import { OfflineBar, OfflineMark } from "./offline-bar.tsx";

beforeAll(initTexts);
afterEach(cleanup);

type Content = ContentMark["contents"][number];

const mark = (contents: readonly Partial<Content>[], more: Partial<ContentMark> = {}): ContentMark => ({
  kind: "document",
  id: "d",
  kept: false,
  keptItself: false,
  contents: contents.map((content, index) => ({ sha256: String(index), size: 1000, here: 0, whole: false, fetching: false, ...content })),
  ...more,
});
const whole = { here: 1000, whole: true };

test("a mark says what is missing, and never that all is here while a part is not", () => {
  const texts = (one: ContentMark): string | null => {
    const { container, unmount } = render(<OfflineMark mark={one} />);
    const text = container.textContent;
    unmount();
    return text;
  };
  expect(texts(mark([whole]))).toBe("");
  expect(texts(mark([]))).toBe("");
  expect(texts(mark([{}]))).toBe("Nicht auf diesem Gerät");
  expect(texts(mark([whole, {}]))).toBe("Teilweise auf diesem Gerät (50 %)");
  // All bytes are here, but nobody has seen their hash yet.
  expect(texts(mark([{ here: 1000 }]))).toBe("Teilweise auf diesem Gerät (99 %)");
  expect(texts(mark([{ here: 340, fetching: true }]))).toBe("Wird geholt … 34 %");
  expect(texts(mark([{}], { kept: true }))).toMatch(/^Vorgemerkt/u);
});

test("without a connection the line says what cannot be opened and what to do; the switch keeps a file here", async () => {
  const onKeep = vi.fn();
  const bar = (one: ContentMark, online: boolean) => <OfflineBar mark={one} online={online} failed={false} onKeep={onKeep} />;
  const { rerender } = render(bar(mark([{}]), false));
  expect(screen.getByRole("status").textContent).toMatch(/stellen Sie die Verbindung zum Server her/u);
  const drawn = (): string => screen.getByRole("status").querySelector("path")?.getAttribute("d") ?? "";
  const withoutNetwork = drawn();
  rerender(bar(mark([{}]), true));
  expect(screen.getByRole("status").textContent).toBe("Nicht auf diesem Gerät");
  // A crossed-out network beside a connection that stands would be a lie.
  expect(drawn()).not.toBe(withoutNetwork);
  await userEvent.click(screen.getByRole("button", { name: "Offline verfügbar halten" }));
  expect(onKeep).toHaveBeenCalledWith(true);
  rerender(bar(mark([whole], { kept: true, keptItself: true }), true));
  expect(screen.getByRole("button", { name: "Offline verfügbar halten", pressed: true })).toBeDefined();
  rerender(bar(mark([whole], { kept: true }), true));
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText("Mit der Akte offline verfügbar")).toBeDefined();
});
