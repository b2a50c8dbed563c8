// Small pictures of pages that were left out, many to one picture as on a contact sheet: how they lie there. Pure.

/** Pixels of a page's place; a page keeps its shape within it. A4 fills it. */
export const pagePlace = { width: 160, height: 226 } as const;
const across = 8;
/** So many pages are in one picture: a window can show it, and none is ever large in memory. */
export const pagesPerPicture = 80;
/** Enough for every page of the longest file. */
export const mostPictureSheets = 63;

/** How many pixels wide and high a picture of so many pages is. */
export function pictureSize(pages: number): { readonly width: number; readonly height: number } {
  return { width: Math.min(across, pages) * pagePlace.width, height: Math.ceil(pages / across) * pagePlace.height };
}

/** In which picture the page at this place of the list lies, and where its upper left corner is. */
export function placeInPicture(index: number): { readonly picture: number; readonly x: number; readonly y: number } {
  const inPicture = index % pagesPerPicture;
  return {
    picture: Math.floor(index / pagesPerPicture),
    x: (inPicture % across) * pagePlace.width,
    y: Math.floor(inPicture / across) * pagePlace.height,
  };
}

/** The pages of a list by the picture they lie in. */
export function byPicture<T>(pages: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(pages.length / pagesPerPicture);
  return Array.from({ length: count }, (_none, index) => pages.slice(index * pagesPerPicture, (index + 1) * pagesPerPicture));
}
