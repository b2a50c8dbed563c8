// Ties the keys of texts to the catalogue: a key that does not exist is a type error.
import type { german } from "../shared/text/catalogue.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof german };
  }
}
