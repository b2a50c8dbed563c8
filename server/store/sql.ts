// SQL as a template tag: values become parameters, never text. Must never build a statement out of input.

/** A statement with its parameters, ready for `pg`. */
export interface Sql {
  readonly text: string;
  readonly values: unknown[];
}

/** A statement; every `${value}` becomes a parameter, an `Sql` inside is spliced in with its own. */
export function sql(parts: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  let text = parts[0] ?? "";
  const parameters: unknown[] = [];
  values.forEach((value, index) => {
    if (isSql(value)) {
      const offset = parameters.length;
      text += value.text.replace(/\$(\d+)/gu, (_match, number: string) => `$${String(Number(number) + offset)}`);
      parameters.push(...value.values);
    } else {
      parameters.push(value);
      text += `$${String(parameters.length)}`;
    }
    text += parts[index + 1] ?? "";
  });
  return { text, values: parameters };
}

function isSql(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && "text" in value && "values" in value && Array.isArray(value.values);
}

/** Statements side by side, parted by plain SQL such as `" union all "`. */
export function joinSql(statements: readonly Sql[], separator: string): Sql {
  const joined = sql(Object.assign([""], { raw: [""] }));
  return statements.reduce<Sql>((whole, next, index) => {
    const offset = whole.values.length;
    const text = next.text.replace(/\$(\d+)/gu, (_match, number: string) => `$${String(Number(number) + offset)}`);
    return { text: index === 0 ? text : `${whole.text}${separator}${text}`, values: [...whole.values, ...next.values] };
  }, joined);
}
