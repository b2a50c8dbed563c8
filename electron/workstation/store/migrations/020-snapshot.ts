// Migration 20: the snapshot under way. Must never change after a release.

export const snapshot = {
  number: 20,
  name: "snapshot",
  script: `
    -- no row: none is under way; total is null until the server has counted
    create table snapshot (
      only_row integer primary key check (only_row = 1),
      token text not null,
      scopes text not null,
      done integer not null,
      total integer
    );
  `,
} as const;
