import { CompiledQuery } from "kysely";
import type { Engine } from "./engine.ts";
import type { Tables } from "./schema.ts";

const MOST_TEXTS = 100;

/**
 * Makes the statements that insert many rows. Kysely would build each anew from its rows; here a text depends on nothing but the
 * number of rows, so it is made once and SQLite keeps it prepared.
 */
export function bulkInsert<Table extends keyof Tables>(
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  onConflict = "",
): (engine: Engine, rows: readonly Tables[Table][]) => CompiledQuery[] {
  const texts = new Map<string, string>();

  function textFor(engine: Engine, count: number): string {
    const name = `${engine.placeholder(1)}${count}`;
    const known = texts.get(name);
    if (known !== undefined) return known;
    const row = (i: number) => `(${columns.map((_, k) => engine.placeholder(i * columns.length + k + 1)).join(", ")})`;
    const values = Array.from({ length: count }, (_, i) => row(i)).join(", ");
    const text = `insert into ${table} (${columns.join(", ")}) values ${values} ${onConflict}`;
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(name, text);
    return text;
  }

  return (engine, rows) => {
    const queries: CompiledQuery[] = [];
    for (let from = 0; from < rows.length; ) {
      const count = engine.chunk(rows.length - from);
      const values = rows.slice(from, from + count).flatMap((row) => columns.map((column) => row[column]));
      queries.push(CompiledQuery.raw(textFor(engine, count), values));
      from += count;
    }
    return queries;
  };
}
