import { RE2JS } from "re2js";
import { z } from "zod";
import { lru } from "../lru.ts";

const KEPT = 2_000;
const READ = 4_000;
const compiled = lru<string, RE2JS>(KEPT);

/** Throws when the pattern is not one of RE2. Case makes no difference. */
function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  compiled.set(pattern, made);
  return made;
}

/** A regular expression as RE2 reads it: no look-around and no back-references, so that no text can make it slow. */
export const patternSchema = z
  .string()
  .min(2)
  .max(1_000)
  .superRefine((pattern, context) => {
    try {
      const made = compile(pattern);
      if (made.test("")) context.addIssue({ code: "custom", message: "matches every text, even an empty one" });
    } catch (error) {
      const why = error instanceof Error ? error.message : "it cannot be read";
      context.addIssue({
        code: "custom",
        message: `is no pattern of RE2 (no look-around, no back-references): ${why}`,
      });
    }
  });

/** Which of the patterns a text matches; of a long text the first 4,000 characters count. In time that grows with its length alone. */
export function matchedBy(text: string, patterns: readonly string[]): string[] {
  if (patterns.length === 0) return [];
  const plain = text.slice(0, READ).normalize("NFKC");
  return patterns.filter((pattern) => compile(pattern).test(plain));
}
