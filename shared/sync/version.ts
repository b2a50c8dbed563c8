// The version of the protocol between desk and server. A test pins a hash of every schema to it.

/**
 * History, newest first; every change of a schema adds a line and raises the number.
 * 1  sign-in, push, pull, poke, content, texts, search, intake
 */
export const syncVersion = 1;

/** The oldest desk this server still speaks to. */
export const oldestSyncVersion = 1;
