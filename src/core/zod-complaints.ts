import type { z } from "zod";
import { didYouMean } from "./problem.ts";

/** One thing wrong with a value: where, in words, and what to try. `key` names an unknown key of the map at `path`. */
export interface Complaint {
  path: PropertyKey[];
  key?: string;
  message: string;
  next?: string;
}

type Issue = z.core.$ZodIssue;

/** zod's issues as sentences about what was written; of a union, those of the variant that comes nearest. */
export function complaints(schema: z.ZodType, data: unknown, issues: readonly Issue[]): Complaint[] {
  return issues.flatMap((issue) => complaintsOf(schema, data, issue));
}

function complaintsOf(schema: z.ZodType, data: unknown, issue: Issue): Complaint[] {
  const path = [...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path, data);
    const list = `Known here: ${known.join(", ")}.`;
    return issue.keys.map((key) => ({
      path,
      key,
      message: `unknown key ${JSON.stringify(key)}`,
      next: didYouMean(key, known) ?? list,
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, it) => (distance(it) < distance(best) ? it : best));
    return nearest.flatMap((it) => complaintsOf(schema, data, { ...it, path: [...path, ...it.path] }));
  }
  if (issue.code === "invalid_key" || issue.code === "invalid_element") {
    const inner = issue.issues.map((it) => wording(it, undefined)).join(", ");
    const key = issue.code === "invalid_key" ? path.pop() : undefined;
    return [
      { path, ...(key === undefined ? {} : { key: String(key) }), message: `${nameOf(key ?? path.at(-1))} ${inner}` },
    ];
  }
  const found = valueAt(data, path);
  if (found === undefined) return [{ path, message: `${nameOf(path.at(-1))} is missing` }];
  const next = issue.code === "invalid_value" ? didYouMean(String(found), issue.values.map(String)) : undefined;
  return [{ path, message: `${nameOf(path.at(-1))} ${wording(issue, found)}`, ...(next ? { next } : {}) }];
}

/** How far a variant is from what was written: one of another type altogether is the furthest. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce(
    (sum, it) => sum + (it.code === "invalid_type" && it.path.length === 0 ? 100 : "keys" in it ? it.keys.length : 1),
    0,
  );

function wording(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${withArticle(issue.expected)}, but is ${kindOf(found)}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must ${measure(issue.origin)} ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    case "too_big":
      return `must ${measure(issue.origin)} ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      if (!issue.message.startsWith("Invalid")) return issue.message;
      if (issue.format === "date") return "must be a date such as 2026-01-31";
      return issue.format === "regex"
        ? `must match ${issue.pattern ?? "the pattern"}`
        : `must be a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

const nameOf = (key: PropertyKey | undefined) =>
  key === undefined ? "the document" : typeof key === "number" ? `entry ${key + 1}` : JSON.stringify(String(key));

const measure = (origin: string) => (unit(origin) === "" ? "be" : "have");

const UNITS: Readonly<Record<string, [one: string, many: string]>> = {
  string: [" character", " characters"],
  array: [" entry", " entries"],
  set: [" entry", " entries"],
  record: [" key", " keys"],
};

const unit = (origin: string, count: number | bigint = 2): string => UNITS[origin]?.[Number(count) === 1 ? 0 : 1] ?? "";

const withArticle = (type: string) =>
  type === "record" || type === "object"
    ? "a map"
    : type === "array"
      ? "a list"
      : type === "int"
        ? "a whole number"
        : `a ${type}`;

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** The keys that the schema allows in the map at a path; of a union, those of the variants that share a key with what was written. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[], data: unknown): string[] {
  let level: z.core.$ZodType[] = variants(schema);
  for (const step of path) level = level.flatMap((it) => childOf(it, step)).flatMap(variants);
  const shapes = level.flatMap((it) => {
    const { def } = it._zod as { def: z.core.$ZodTypes["_zod"]["def"] };
    return def.type === "object" ? [Object.keys(def.shape)] : [];
  });
  const written = Object.keys(valueAt(data, path) ?? {});
  const sharing = shapes.filter((keys) => keys.some((key) => written.includes(key)));
  return [...new Set((sharing.length > 0 ? sharing : shapes).flat())];
}

function variants(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes["_zod"]["def"] };
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return variants(def.innerType);
    case "pipe":
      return [...variants(def.in), ...variants(def.out)];
    case "lazy":
      return variants(def.getter());
    case "union":
      return def.options.flatMap(variants);
    case "intersection":
      return [...variants(def.left), ...variants(def.right)];
    default:
      return [schema];
  }
}

function childOf(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes["_zod"]["def"] };
  if (def.type === "array") return [def.element];
  if (def.type === "record") return [def.valueType];
  if (def.type === "tuple") return def.items[Number(step)] ? [def.items[Number(step)] as z.core.$ZodType] : [];
  const child = def.type === "object" ? def.shape[String(step)] : undefined;
  return child ? [child] : [];
}
