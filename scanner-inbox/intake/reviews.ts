// Files whose pages a person looks at before anything is booked of them: what is proposed, and who waits for the person's word.
// Holds nothing on disk: after a restart the file is handed over again and proposed anew.
import type { RasterFormat } from "../raster/raster.ts";
import type { ProposedRecipe } from "../separate/propose-recipe.ts";
import { isRecipeOf, type Recipe } from "../../shared/domain/pages.ts";

export interface ReviewedFile {
  readonly folder: string;
  /** The claim's: two files of one name may wait at once. */
  readonly id: string;
  /** Where it lies while it waits. */
  readonly path: string;
  readonly format: RasterFormat;
  readonly pageCount: number;
  readonly proposal: ProposedRecipe;
}

/** Who says how the pages of a file are to be booked. */
export interface Reviewer {
  /** Resolves with the pages as a person wants them, with null where nobody is there to ask; rejects where the signal aborts before. */
  ask(file: ReviewedFile, signal: AbortSignal): Promise<Recipe | null>;
}

/** On a server nobody looks at pages. */
export const nobody: Reviewer = { ask: async () => Promise.resolve(null) };

export interface Reviews extends Reviewer {
  find(folder: string, id: string): ReviewedFile | undefined;
  /** The person's word. False where no such file waits, or where the recipe does not name each of its pages once. */
  confirm(folder: string, id: string, recipe: Recipe): boolean;
}

export function openReviews(): Reviews {
  const waiting = new Map<ReviewedFile, (recipe: Recipe) => void>();
  const find = (folder: string, id: string): ReviewedFile | undefined =>
    [...waiting.keys()].find((file) => file.folder === folder && file.id === id);
  return {
    find,
    ask: (file, signal) =>
      new Promise((resolve, reject) => {
        const aborted = (): void => {
          waiting.delete(file);
          reject(signal.reason instanceof Error ? signal.reason : new Error("nobody looks at pages any more"));
        };
        if (signal.aborted) return aborted();
        signal.addEventListener("abort", aborted, { once: true });
        waiting.set(file, (recipe) => {
          signal.removeEventListener("abort", aborted);
          waiting.delete(file);
          resolve(recipe);
        });
      }),
    confirm: (folder, id, recipe) => {
      const file = find(folder, id);
      if (file === undefined || !isRecipeOf(recipe, file.pageCount)) return false;
      waiting.get(file)?.(recipe);
      return true;
    },
  };
}
