// Migration 60: what an invoice may be found by as another one once more, and samples apart from other tasks. Must never change after a release.

export const alike = {
  number: 60,
  name: "alike",
  script: `
    drop index invoices_by_gross;
    -- as shared/domain/invoice/duplicates.ts draws them from the body
    create table invoice_keys (
      no integer primary key,
      id text not null unique,
      number text,
      iban text,
      gross integer,
      day text not null,
      sha256 text not null,
      set_aside_as text
    );
    create index invoice_keys_number on invoice_keys (number, gross) where number is not null;
    create index invoice_keys_iban on invoice_keys (iban, gross, day) where iban is not null and gross is not null;
    create index invoice_keys_file on invoice_keys (sha256);
    create index invoice_keys_set_aside on invoice_keys (set_aside_as) where set_aside_as is not null;
    -- form 0 is none: invoices and tasks are indexed anew as the file is opened
    insert into meta (name, value) values ('indexedKinds', '{"application":1,"invoice":0,"document":1,"file":1,"task":0}')
      on conflict (name) do update set value = json_set(value, '$.invoice', 0, '$.task', 0);
  `,
} as const;
