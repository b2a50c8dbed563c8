// Migration 10: records with their indexes, outbox, cursors, content, texts. Must never change after a release.

export const ground = {
  number: 10,
  name: "ground",
  script: `
    create table meta (name text primary key, value text not null) without rowid;
    create table cursors (scope text primary key, seq integer not null) without rowid;

    create table records (
      no integer primary key,
      kind text not null,
      id text not null,
      unit text not null,
      scopes text not null,
      version integer not null,
      body text not null,
      -- the server's record where own commands lie on top of it; 'none' where the server has none yet
      base text,
      generation integer not null,
      unique (kind, id)
    );
    create index records_optimistic on records (no) where base is not null;

    create table inbox (
      no integer primary key,
      kind text not null,
      id text not null,
      subject text not null,
      detail text not null,
      state text not null,
      unit text not null,
      clerk text,
      received_at text not null,
      deadline text,
      deadline_key text not null,
      amount integer,
      currency text,
      -- who has to act next: clerk, certifyBoth, certifyFactual, certifyArithmetic, order, pay, file, task
      step text not null,
      certified_by text not null,
      search text not null
    );
    create index inbox_deadline on inbox (deadline_key, no);
    create index inbox_received on inbox (received_at, no);
    create index inbox_counts on inbox (kind, unit, clerk, step, certified_by, deadline);

    create table files (
      no integer primary key,
      id text not null unique,
      number text not null,
      title text not null,
      plan_number text not null,
      unit text not null,
      state text not null,
      search text not null
    );
    create index files_plan on files (plan_number);

    -- place grows with the document's date, so that the newest come first without sorting
    create table documents (
      place integer primary key,
      no integer not null unique,
      id text not null unique,
      title text not null,
      document_type text not null,
      document_date text not null,
      file_id text not null,
      wanted_text text,
      held_text text
    );
    create index documents_file on documents (file_id, place);
    create index documents_text on documents (place) where wanted_text is not null and wanted_text is not held_text;
    create table texts (place integer primary key, text text not null);
    create virtual table archive_words using fts5(
      title, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
    );
    create virtual table archive_parts using fts5(title, content='', contentless_delete=1, tokenize='trigram');

    create table outbox (
      seq integer primary key autoincrement,
      id text not null unique,
      undo_group text not null,
      kind text not null,
      record_id text not null,
      command text not null,
      subject text not null,
      state text not null,
      number integer,
      content text not null,
      inverse text,
      undoes text,
      undone integer not null default 0,
      refusal text,
      conflicts text not null default '[]',
      local_refusal text,
      accepted_version integer,
      acknowledged_at text,
      settled integer not null default 0
    );
    create index outbox_record on outbox (kind, record_id, seq);
    create index outbox_group on outbox (undo_group, seq);
    create index outbox_live on outbox (seq) where settled = 0;

    create table content (
      sha256 text primary key,
      size integer not null,
      kind text,
      record_id text,
      own integer not null,
      at_server integer not null,
      used_at text not null
    ) without rowid;
    create table content_pieces (sha256 text not null, piece integer not null, primary key (sha256, piece)) without rowid;
  `,
} as const;
