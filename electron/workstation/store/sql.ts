// SQL through a tag: values become parameters, pieces of SQL nest. Must never paste a value into the text.

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A statement or a piece of one, with the values for its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

function isSql(part: SqlValue | Sql): part is Sql {
  return typeof part === "object" && part !== null && "text" in part;
}

/** A piece of SQL: nested pieces are woven in, everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? "";
  const values: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += "?";
      values.push(part);
    }
    text += strings[index + 1] ?? "";
  }
  return { text, values };
}

/** Pieces joined by another, e.g. conditions by `and`; `empty` where there are none. */
export function joinSql(pieces: readonly Sql[], by: Sql, empty: Sql): Sql {
  const [first, ...rest] = pieces;
  if (first === undefined) return empty;
  let joined = first;
  for (const piece of rest) joined = sql`${joined}${by}${piece}`;
  return joined;
}

/** All conditions together; true where there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return joinSql(conditions, sql` and `, sql`1`);
}

/** A list for `in (…)`; an empty one matches nothing. */
export function listOf(values: readonly SqlValue[]): Sql {
  return joinSql(
    values.map((value) => sql`${value}`),
    sql`, `,
    sql`null`,
  );
}
