// Ids of commands: UUIDs of version 7 (RFC 9562), so that they sort by time wherever they are stored.
import { randomBytes } from "node:crypto";

/** A fresh id; the time is the person's, ISO. */
export function uuid7(at: string): string {
  const time = Date.parse(at).toString(16).padStart(12, "0");
  const random = randomBytes(10);
  random.writeUInt8((random.readUInt8(0) & 0x0f) | 0x70, 0);
  random.writeUInt8((random.readUInt8(2) & 0x3f) | 0x80, 2);
  const tail = random.toString("hex");
  return [time.slice(0, 8), time.slice(8), tail.slice(0, 4), tail.slice(4, 8), tail.slice(8)].join("-");
}
