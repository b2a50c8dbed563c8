// Codes of a document and of its payment: UNTDID 1001, 2005, 2475 and 4461, and the media types of an attachment.
import { codeList, together } from "./code-list.ts";

/** UNTDID 1001: what an invoice may be; EN 16931 allows no others. */
export const invoiceTypes = codeList(`
  71 80 81 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 395 456 457 471 472 473
  500 501 502 503 527 553 575 623 633 751 780 817 870 875 876 877 935
`);

/** UNTDID 1001: what a credit note may be. */
export const creditNoteTypes = codeList(`
  81 83 261 262 296 308 381 396 420 458 502 503 532
`);

/** UNTDID 1001: invoices and credit notes, for a syntax that has one document for both. */
export const documentTypes = together(invoiceTypes, creditNoteTypes);

/** UNTDID 2005 (3, 35, 432) and UNTDID 2475 (5, 29, 72), which say the same: issue, delivery or payment decides the tax point. */
export const taxPoints = codeList("3 35 432 5 29 72");

/** UNTDID 4461. */
export const paymentMeans = codeList(`
  1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48
  49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 74 75 76 77 78 91 92 93 94 95 96 97 98 ZZZ
`);

/** Media types that EN 16931 allows in BT-125. */
export const attachmentTypes = codeList(`
  application/pdf image/png image/jpeg text/csv
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.oasis.opendocument.spreadsheet
`);
