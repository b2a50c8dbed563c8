// Divides files into documents: looks for separator sheets and blank pages, and asks a person wherever there is something to divide.
import { must } from "../../shared/base/must.ts";
import type { Result } from "../../shared/base/result.ts";
import { byPicture } from "../../shared/domain/page-pictures.ts";
import { isWhole } from "../../shared/domain/pages.ts";
import { lookingAtPage } from "../../shared/text/de/screens-scans.ts";
import type { RasterFormat } from "../raster/raster.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import type { PageCode, Reading } from "../read/reading.ts";
import { divisionOf, type Division } from "../separate/division.ts";
import { openLooks, type Looks } from "../separate/open-looks.ts";
import type { PageLook } from "../separate/page-look.ts";
import { proposeRecipe } from "../separate/propose-recipe.ts";
import type { ClaimedFile, FileOutcome, KeepDivision, TellStage } from "../watch/folder-state.ts";
import type { FolderRule } from "./folder-rules.ts";
import type { ReviewedFile, Reviewer } from "./reviews.ts";

export interface DividerOptions {
  /** Left out, nobody looks for separator sheets and blank pages. */
  readonly lookWorker: URL | undefined;
  /** Who asks a person how the pages of a file are to be booked. */
  readonly reviews: Reviewer;
}

/** A claimed file, or an attachment of one: `attachment` is 0 for the file itself and counts from 1. */
export type Dividable = Pick<ClaimedFile, "id" | "path" | "name" | "anyway" | "password" | "divisions"> & { readonly attachment: number };

export interface DivideWish {
  readonly rule: FolderRule;
  readonly at: TellStage;
  readonly keep: KeepDivision;
  readonly signal: AbortSignal;
}

export interface Divider {
  /** How a file is to be divided: not at all (null), as a person said before, or as a person says now; else why nothing is taken. */
  divide(file: Dividable, whole: Reading, wish: DivideWish): Promise<Division | null | Exclude<FileOutcome, string>>;
  /** The file with the codes on its pages that ask for a payment, where its pages can be drawn. */
  withCodes(file: Pick<Dividable, "path" | "password">, whole: Reading, signal: AbortSignal): Promise<Reading>;
  /** A page of a file that was admitted, as a PNG so many pixels wide; else a code that says why it is not drawn. */
  picture(file: Pick<ReviewedFile, "path" | "format">, page: number, width: number): Promise<Result<Uint8Array, { readonly code: string }>>;
  /** PNGs of what a division leaves out, small, many pages on each (page-pictures.ts); none where they cannot be drawn. */
  leftOut(path: string, whole: Reading, division: Division): Promise<readonly Uint8Array[]>;
  /** Ends its thread; the next file starts it anew. */
  rest(): Promise<void>;
}

export function openDivider({ lookWorker, reviews }: DividerOptions): Divider {
  let thread: Looks | undefined;
  /** The codes of the file whose pages were looked at last: nobody looks twice. */
  let codesOf: { readonly path: string; readonly codes: readonly PageCode[] } | undefined;
  const looks = (): Looks => (thread ??= openLooks({ workerUrl: must(lookWorker, "asked before") }));

  const looksAt = async (path: string, { format, pageCount }: Drawn, { at, signal }: DivideWish): Promise<readonly PageLook[]> => {
    const seen: PageLook[] = [];
    at("reading", lookingAtPage(1, pageCount));
    for await (const look of looks().look(path, format, pageCount, signal)) {
      seen.push(look);
      if (look.page < pageCount) at("reading", lookingAtPage(look.page + 1, pageCount));
    }
    codesOf = { path, codes: seen.flatMap(({ payment }) => payment ?? []) };
    return seen;
  };

  return {
    divide: async (file, whole, wish) => {
      const said = file.divisions.get(file.attachment);
      if (said !== undefined) return unlessWhole(said);
      const drawn = drawnOf(whole);
      // What says everything as data is one document; what is locked is looked into by nobody.
      if (lookWorker === undefined || drawn === undefined || file.password !== undefined || whole.invoice !== null) return null;
      const proposal = proposeRecipe(await looksAt(file.path, drawn, wish));
      if (proposal.parts.length === 0) return { failed: { code: "only-separators", text: failureSentence("only-separators") } };
      const { rule, at, keep, signal } = wish;
      if (rule.review !== "always" && isWhole(proposal.recipe) && proposal.damaged.length === 0) return null;
      const asked = { folder: rule.folder, id: file.id, path: file.path, ...drawn, proposal };
      if (rule.review !== "never") at("review");
      const recipe = rule.review === "never" ? proposal.recipe : await reviews.ask(asked, signal);
      if (recipe === null) return { failed: { code: "wants-person", text: failureSentence("wants-person") } };
      const division = divisionOf(proposal, recipe);
      // Before the first of its documents is booked: a crash in between must not lead to another division.
      await keep(division, file.attachment);
      at("reading");
      return unlessWhole(division);
    },
    withCodes: async (file, whole, signal) => {
      const drawn = drawnOf(whole);
      if (lookWorker === undefined || drawn === undefined || file.password !== undefined) return whole;
      const { format, pageCount } = drawn;
      const known = codesOf?.path === file.path ? codesOf.codes : undefined;
      return { ...whole, codes: known ?? (await looks().payments(file.path, format, pagesWithCodes(pageCount), signal)) };
    },
    picture: ({ path, format }, page, width) => looks().picture(path, format, page, width),
    leftOut: async (path, whole, { recipe: { leftOut } }) => {
      const drawn = drawnOf(whole);
      if (lookWorker === undefined || drawn === undefined) return [];
      const pictures: Uint8Array[] = [];
      for (const pages of byPicture(leftOut)) {
        const numbers = pages.map(({ page }) => page);
        const picture = await looks().smallPages(path, drawn.format, numbers);
        // The pages stand in the file all the same: nothing is held up by their pictures.
        if (!picture.ok) return [];
        pictures.push(picture.value);
      }
      return pictures;
    },
    rest: async () => {
      const closing = thread;
      thread = undefined;
      await closing?.close();
    },
  };
}

/** Where a payment code may stand: on any page of a letter, else on the first and the last ones. */
function pagesWithCodes(pageCount: number): readonly number[] {
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  return pageCount <= mostPagesForCodes ? all : [...all.slice(0, mostPagesForCodes / 2), ...all.slice(-mostPagesForCodes / 2)];
}

/** A page takes a fifth of a second. */
const mostPagesForCodes = 12;

/** What of a file can be drawn. */
interface Drawn {
  readonly format: RasterFormat;
  readonly pageCount: number;
}

function drawnOf({ format, pageCount }: Reading): Drawn | undefined {
  if (format !== "pdf" && format !== "tiff" && format !== "jpeg" && format !== "png") return undefined;
  return pageCount < 1 ? undefined : { format, pageCount };
}

/** A file that a person left as it is is booked like any other. */
function unlessWhole(division: Division): Division | null {
  return isWhole(division.recipe) && division.sheets.every((sheet) => sheet === null) ? null : division;
}
