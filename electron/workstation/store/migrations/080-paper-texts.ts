// Migration 80: words of invoices and letters that wait, for the search of the inbox, and invoices nobody has read. Must never change after a release.

export const paperTexts = {
  number: 80,
  name: "paper texts",
  script: `
    create table papers (
      place integer primary key,
      kind text not null,
      id text not null,
      -- of the text the server holds; null where only this desk has read the paper
      wanted_text text,
      held_text text,
      text text not null default '',
      unique (id, kind)
    );
    create index papers_text on papers (place) where wanted_text is not null and wanted_text is not held_text;
    create index papers_own on papers (place) where wanted_text is null;
    create virtual table paper_words using fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
    create index invoices_unread on records (no) where kind = 'invoice' and json_extract(body, '$.readState') = 'notReadYet';
    -- form 0 is none: invoices and letters are indexed anew as the file is opened
    update meta set value = json_set(value, '$.invoice', 0, '$.post', 0) where name = 'indexedKinds';
  `,
} as const;
