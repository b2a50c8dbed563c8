// The version of the protocol between desk and server. A test pins a hash of every schema to it.

/**
 * History, newest first. A change of a schema raises the number once a release and adds a word to its line; what a desk of an older
 * number within the window below sends and expects must stay as it was.
 * 2  sync at full strength (issue 4): window of versions widened to 1–2; answer `waiting` may name a `reason`;
 *    the directory tells who may order and pay, and who may see what comes out of scanners;
 *    content goes up by tus as a whole (its length by POST, a checksum a PATCH), and a range carries hashes of its pieces
 *    arguments of a command may be sealed;
 *    snapshots: open work first, marks;
 *    devices enrolled with a key of their own; the policy says how many scans are sampled;
 *    scanner-folders: what the server watches by itself; devices that scan while nobody is signed in, capsules;
 *    leases for scanned files in folders that can only be read;
 *    a signature may say that another invoice looked alike, and invoices told apart are kept by their id;
 *    an invoice's origins keep boxes and other values, `editFields` may say places, `confirmFields` confirms;
 *    an invoice has terms beside its header and may be a reminder; an origin may say the reason of a derived value;
 *    a folder of the server may be a mailbox, and says what is wrong with it;
 *    the directory tells who captures and certifies;
 *    a command may carry the proof of a password, /v1/confirm gives it, and the policy says whether signatures want it;
 *    an invoice may be booked on lines; accounts, cost centres, budget lines and open orders are kinds of their own; the policy says what
 *    the budget check does and who keeps them;
 *    payment runs, which the cash office and the auditors see; the policy names the account they are paid from and how tables are written
 * 1  sign-in, push, pull, poke, content, texts, search, intake
 */
export const syncVersion = 2;

/** The oldest desk this server still speaks to. */
export const oldestSyncVersion = 1;

/** Versions of desks that a server speaks to. */
export interface SpokenVersions {
  readonly oldest: number;
  readonly newest: number;
}

/** Those of this program. */
export const spokenVersions: SpokenVersions = { oldest: oldestSyncVersion, newest: syncVersion };

/** Desks of this version and later enrol with a key; those before signed in from any device. */
export const firstVersionWithKeys = 2;
