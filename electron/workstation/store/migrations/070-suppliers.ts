// Migration 70: the list of suppliers, the keys they are found by, and invoices by their supplier. Must never change after a release.

export const suppliers = {
  number: 70,
  name: "suppliers",
  script: `
    create table suppliers (
      no integer primary key,
      id text not null,
      name text not null,
      -- folded, for the order of the list
      sorted text not null,
      city text not null,
      vat_id text not null,
      state text not null,
      -- spellings that may be read with a slip, one a line
      names text not null,
      search text not null
    );
    create index suppliers_sorted on suppliers (sorted, no);
    create index suppliers_names on suppliers (names, no);
    create table supplier_keys (key text not null, no integer not null, primary key (key, no)) without rowid;
    create index supplier_keys_of on supplier_keys (no);
    create index invoices_by_supplier on records (json_extract(body, '$.supplierId'), no)
      where kind = 'invoice' and json_extract(body, '$.supplierId') is not null;
  `,
} as const;
