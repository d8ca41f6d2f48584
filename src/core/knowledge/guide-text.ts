import type { Article } from "./article.ts";

/** All that the steps of a guide say, each on a line of its own. */
export function guideText(guide: Article["guide"]): string {
  const steps = Object.values(guide?.steps ?? {}).map((it) =>
    "say" in it ? it.say : [it.ask, ...it.options.map((o) => o.label)].join("\n"),
  );
  return steps.map((it) => `\n${it}`).join("");
}
