/** A complaint about something that a person wrote (configuration, article, fact), with its place and what to try. Lines and columns start at 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
  next?: string;
  severity: "error" | "warning";
}

/** `file:line:column: message. next`, on one line; warnings say so. */
export function renderProblem(problem: Problem): string {
  const { file, line, column, message, next, severity } = problem;
  const sentence = `${severity === "warning" ? "warning: " : ""}${message}`;
  return `${file}:${line}:${column}: ${/[.!?]$/.test(sentence) ? sentence : `${sentence}.`}${next ? ` ${next}` : ""}`;
}

export const hasErrors = (problems: readonly Problem[]): boolean => problems.some((it) => it.severity === "error");

/** `Did you mean "title"?` for the known word that is nearest by typing mistakes; undefined when none is near. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = typingDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best === undefined ? undefined : `Did you mean ${JSON.stringify(best)}?`;
}

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment); words past 80 characters are cut. */
export function typingDistance(left: string, right: string): number {
  const a = left.slice(0, 80);
  const b = right.slice(0, 80);
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (old[j] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    older = old;
    old = row;
  }
  return old[b.length] ?? 0;
}
