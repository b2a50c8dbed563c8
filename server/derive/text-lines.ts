// Extracted texts as NDJSON lines, for records the sender may see; others are passed over in silence.
import type { TextLine } from "../../shared/sync/texts.ts";
import type { Sender } from "../feed/sender.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Records read with one statement. */
const chunk = 50;

export async function* textLines(database: Database, sender: Sender, records: readonly string[]): AsyncGenerator<string> {
  for (let start = 0; start < records.length; start += chunk) {
    const rows = await database.query<TextLine>({
      name: "texts",
      ...sql`select d.id, d.text_sha256 as sha256, d.text from record_text d
        where d.tenant = ${sender.tenant} and d.id = any(${records.slice(start, start + chunk)}::uuid[]) and d.text_sha256 is not null
          and exists (select from record_scope s where s.tenant = d.tenant and s.kind = d.kind and s.id = d.id
            and s.scope = any(${[...sender.scopes]}::text[]) and not s.is_left)`,
    });
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  }
}
