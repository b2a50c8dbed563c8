// pdf.js' viewer parts read the library from a global: this module sets it and must be imported before them.
import * as pdfjsLib from "pdfjs-dist";

Object.assign(globalThis, { pdfjsLib });
