// Makes the catalogue of shared/text speak through i18next. German is the only language so far; no text is fetched.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { german } from "../../shared/text/catalogue.ts";

/** Prepares the texts; call once before anything is drawn. */
export function initTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: "de",
    fallbackLng: "de",
    resources: { de: { translation: german } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
