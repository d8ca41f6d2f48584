import type { Article } from "./article.ts";
import { type Finding, type Near, wrong } from "./finding.ts";

type Guide = NonNullable<Article["guide"]>;

/** Steps that are missing or never reached, circles, and steps from which no end can be reached. */
export function lintGuide(guide: Guide | undefined): Finding[] {
  if (!guide) return [];
  const findings: Finding[] = [];
  const complain = (message: string, next: string, place: Near) => findings.push(wrong(message, next, place));
  const at = (name: string): Near => ["\nguide:", ` ${name}:`];
  const next = (name: string) => {
    const step = guide.steps[name];
    return step && "ask" in step ? step.options.map((it) => it.go) : [];
  };
  if (!Object.hasOwn(guide.steps, guide.start)) {
    complain(`the guide starts at ${guide.start}, which is not a step`, "Name one of its steps.", at("start"));
  }
  for (const name of Object.keys(guide.steps)) {
    for (const go of new Set(next(name))) {
      if (!Object.hasOwn(guide.steps, go)) {
        complain(
          `step ${name} of the guide goes to ${go}, which is not a step`,
          "Name a step, or add this one.",
          at(name),
        );
      }
    }
  }
  const circle = findCircle(guide, next);
  if (circle) complain(`the guide goes in a circle: ${circle.join(" -> ")}`, "Let it end.", at(circle[0] ?? ""));
  const reached = closure([guide.start], next);
  for (const name of Object.keys(guide.steps)) {
    if (!reached.has(name)) {
      complain(`step ${name} of the guide is never reached`, "Lead to it, or remove it.", at(name));
    }
    const ends = [...closure([name], next)].some((it) => guide.steps[it] && "say" in guide.steps[it]);
    if (!ends) complain(`step ${name} of the guide leads to no end`, "Give it an option that ends.", at(name));
  }
  return findings;
}

function closure(from: string[], next: (name: string) => string[]): Set<string> {
  const reached = new Set(from);
  for (const name of reached) for (const go of next(name)) reached.add(go);
  return reached;
}

/** The first circle on the way from the start, or undefined. */
function findCircle(guide: Guide, next: (name: string) => string[]): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const go of next(name)) {
      const circle = walk(go, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  return walk(guide.start, []);
}
