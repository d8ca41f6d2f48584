import type { Problem } from "../problem.ts";

/** How to find a place in a file: each text comes after the one before it, and the place is where the last one begins. */
export type Near = readonly string[];

/** A finding about an article. `near` leads to its place in the article's file; without it, it is about the article as a whole. */
export type Finding = Pick<Problem, "message" | "next" | "severity"> & { near?: Near };

/** A finding whose place is still to be looked up. */
export type Located = Problem & { near?: Near };

const finding =
  (severity: Problem["severity"]) =>
  (message: string, next?: string, near?: Near): Finding => ({
    message,
    severity,
    ...(next ? { next } : {}),
    ...(near ? { near } : {}),
  });

export const wrong = finding("error");
export const doubtful = finding("warning");

/** Where a key of the front matter stands. */
export const atKey = (key: string): Near => [`\n${key}:`];

/** Where a text stands below a key of the front matter. */
export const below = (key: string, text: string): Near => [`\n${key}:`, text];

/** Where the answer begins. */
export const AT_BODY: Near = ["\n---", "\n"];

/** A problem at the place where its finding stands in the text of its file, or at the file's start. */
export function placed({ near, ...problem }: Located, source: string): Problem {
  const found = near === undefined ? undefined : placeOf(near, source);
  if (found === undefined) return problem;
  const before = source.slice(0, found);
  return { ...problem, line: before.split("\n").length, column: found - before.lastIndexOf("\n") };
}

function placeOf(near: Near, source: string): number | undefined {
  let at = 0;
  let end = 0;
  for (const text of near) {
    at = source.indexOf(text, end);
    if (at < 0) at = source.indexOf(JSON.stringify(text).slice(1, -1), end);
    if (at < 0) return undefined;
    end = at + text.length;
  }
  return at + (/^\s*/.exec(source.slice(at))?.[0].length ?? 0);
}
