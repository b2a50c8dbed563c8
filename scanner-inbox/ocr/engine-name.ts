// What recognised a page, as records name it. Must never hold code: who names the engine does not load it.

export const ENGINE_NAME = "Tesseract 5 (deu, 4.0.0_best_int)";
