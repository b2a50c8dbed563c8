// Migration 50: invoices by their amount, so that what may be one of them once more is found without reading all. Must never change after a release.

export const sameAmount = {
  number: 50,
  name: "same amount",
  script: `
    create index invoices_by_gross on records (json_extract(body, '$.fields.gross')) where kind = 'invoice';
  `,
} as const;
