// What recognised a page, as records name it. Must never hold code: who names the engine does not load it.

export const ENGINE_NAME = "Tesseract (deu)";
