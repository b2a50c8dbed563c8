// The version of what screens and desk say to each other. A test pins a hash of every schema to it.

/**
 * History, newest first; every change of a schema adds a line and raises the number.
 * 1  session, sync, inbox, records, commands, outbox, archive, scanner, content, enrolment, devices, deputyships
 */
export const deskVersion = 1;
