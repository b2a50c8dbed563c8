// The version of what screens and desk say to each other. A test pins a hash of every schema to it.

/**
 * History, newest first; every change of a schema adds a line and raises the number.
 * 7  serverScans and serverScanAgain: folders that the server watches; files that lie sealed (stage and balance), what waits while
 *    nobody is signed in; letDeviceScan and what devices lists of it; files under review go by their id; suppliers, the invoices of
 *    one, whose invoice one is; the inbox marks what may have come twice and counts samples, and shows either alone; the reasons of
 *    duplicates name alike numbers and shared pages; the inbox lists post; a scanner folder says whom it cannot tell;
 *    stopRecognition, and which files it may be said of (mayStop); eInvoice, eInvoiceLines, eInvoiceFile: what an e-invoice says;
 *    a folder of the server may be a mailbox; submit takes the password of acts that want it; ledger and bookingSuggestions: what invoices
 *    are booked on; the policy says what the budget check does and who keeps the ledgers; payable, paymentRuns, paymentFile,
 *    preparePayment, writePaymentFile, readStatement: what the cash office pays, and the account the policy names for it;
 *    handScan puts a file into a scanner folder from the window;
 *    orderSheet and readOrderSheet: the payment order of an invoice as a PDF
 * 6  undo takes back a step of another desk too, by its record; the state of sync says when the machine woke up;
 *    scanned files wait for a person to look at their pages: scanPages, scanPage, bookScanPages
 * 5  duplicates of an invoice; the policy says how many scans are sampled
 * 4  a scanned file may want a password, which scanAgain takes; lookAtScan and readScan show what lies in quarantine
 * 3  the scanner folders, their files by stage and the balance of their days; scanAgain in the place of scannerRetry
 * 2  own steps say that they are parked or taken in part
 * 1  session, sync, inbox, records, commands, outbox, archive, scanner, content, enrolment, devices, deputyships
 */
export const deskVersion = 7;
