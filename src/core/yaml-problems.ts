import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from "yaml";
import type { z } from "zod";
import type { Problem } from "./problem.ts";
import { syntaxComplaint } from "./yaml-errors.ts";
import { complaints } from "./zod-complaints.ts";

export type Path = readonly PropertyKey[];

export interface ParsedYaml<T> {
  /** Undefined when there is an error among the problems. */
  value: T | undefined;
  /** Every complaint at once, in the order of the text. */
  problems: Problem[];
  /** A further complaint about the value at a path, or about the nearest place above it that exists. */
  problemAt(path: Path, message: string, more?: { next?: string | undefined; severity?: Problem["severity"] }): Problem;
}

/**
 * Reads YAML against a schema. Complaints carry the place of the value (of the key, for an unknown one; of the parent, for a missing one).
 * The text may be the head of a longer file: lines and columns are counted from its start. Never throws for what the text says.
 */
export function parseYaml<S extends z.ZodType>(schema: S, source: string, file: string): ParsedYaml<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const problem = (
    offset: number,
    message: string,
    next?: string,
    severity: Problem["severity"] = "error",
  ): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), message, ...(next ? { next } : {}), severity };
  };
  const problemAt: ParsedYaml<unknown>["problemAt"] = (path, message, more = {}) =>
    problem(offsetOf(document, path), message, more.next, more.severity);
  const failed = (problems: Problem[]) => ({ value: undefined, problems, problemAt });

  if (document.errors.length > 0)
    return failed(
      document.errors.map((it) => {
        const { message, next } = syntaxComplaint(it, source);
        return problem(it.pos[0], message, next);
      }),
    );
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return failed([problem(0, error instanceof Error ? firstLine(error.message) : "cannot be read as YAML")]);
  }
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [], problemAt };
  const problems = complaints(schema, data, result.error.issues).map((it) =>
    it.key === undefined
      ? problemAt(it.path, it.message, { next: it.next })
      : problem(keyOffset(document, it.path, it.key) ?? offsetOf(document, it.path), it.message, it.next),
  );
  return failed(problems.sort((a, b) => a.line - b.line || a.column - b.column));
}

const firstLine = (text: string) => text.split("\n", 1)[0] ?? text;

/** Where the value at a path starts; a missing or empty one is placed at the key or at the parent that should hold it. */
function offsetOf(document: Document, path: Path): number {
  let node: Node | null = document.contents as Node | null;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    node = resolved(document, node);
    const pair: Pair | undefined = isMap(node) ? pairOf(node.items, step) : undefined;
    const child: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    if (pair) offset = startOf(pair.key) ?? offset;
    if (!isNode(child)) return offset;
    node = child;
    const empty = isScalar(node) && node.value === null && node.source === "";
    if (!empty) offset = startOf(node) ?? offset;
  }
  return offset;
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  let node: Node | null = document.contents as Node | null;
  for (const step of path) {
    node = resolved(document, node);
    const child: unknown = isMap(node)
      ? pairOf(node.items, step)?.value
      : isSeq(node)
        ? node.items[Number(step)]
        : null;
    node = isNode(child) ? child : null;
  }
  node = resolved(document, node);
  return isMap(node) ? startOf(pairOf(node.items, key)?.key) : undefined;
}

const resolved = (document: Document, node: Node | null): Node | null =>
  isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? null) : node;

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const pairOf = (items: readonly unknown[], key: PropertyKey): Pair | undefined =>
  items.filter(isPair).find((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(key));
