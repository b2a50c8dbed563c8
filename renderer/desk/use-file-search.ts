// Open files of the archive as one types: proposals of the file plan first, then whatever matches the words.
import { useState } from "react";
import type { QueryResult } from "../../shared/desk/contract.ts";
import { useQuery } from "./use-query.ts";

type Rows = QueryResult<"archiveFiles">["rows"];

/** Files for a field that searches. Without words, or with those of a file already chosen, the entry of the plan proposes. */
export function useFileSearch(text: string, planNumber: string | null): Rows {
  // A chosen file stands in the field as "number · title"; the number alone finds it.
  const words = text.split(" · ")[0] ?? "";
  const { value } = useQuery("archiveFiles", {
    planNumber: words === "" ? planNumber : null,
    openOnly: true,
    text: words.slice(0, 200),
    limit: 30,
  });
  const [last, keep] = useState<Rows>([]);
  if (value !== undefined && value.rows !== last) keep(value.rows);
  return value?.rows ?? last;
}
