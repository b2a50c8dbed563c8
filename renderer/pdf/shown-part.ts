// A PDF of which only some pages are shown, in an order and turned as a recipe says. The file behind it stays as it is.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import type { TurnedPage } from "../../shared/domain/pages.ts";

/** The document as if it had these pages alone: for the viewer and its search alike. Pages the file does not have are passed over. */
export function shownPart(whole: PDFDocumentProxy, shown: readonly TurnedPage[]): PDFDocumentProxy {
  const pages = shown.filter(({ page }) => page <= whole.numPages);
  if (pages.length === 0) return whole;
  const turned = async (number: number): Promise<PDFPageProxy> => {
    const one = pages[number - 1];
    if (one === undefined) throw new RangeError(`no page ${number} among ${pages.length}`);
    const page = await whole.getPage(one.page);
    const rotate = (page.rotate + one.turn) % 360;
    const getViewport: PDFPageProxy["getViewport"] = (given) =>
      page.getViewport(given === undefined ? given : { ...given, rotation: given.rotation ?? rotate });
    return over(page, { rotate, getViewport });
  };
  return over(whole, { numPages: pages.length, getPage: turned, getPageLabels: () => Promise.resolve(null) });
}

/** The object with some members replaced. Its own methods run on itself: they reach its private members. */
function over<Whole extends object>(whole: Whole, members: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      if (Object.hasOwn(members, name)) return Reflect.get(members, name) as unknown;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
