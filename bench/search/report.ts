import { calibrationError, promises, reliability } from "../../src/core/insight/evaluate.ts";
import { printTable } from "../figures.ts";
import type { Speed } from "./cell.ts";
import { areaUnderCurve, coverage, foreignRecall, type Score } from "./measures.ts";
import type { OurScore } from "./quality.ts";
import type { Measured } from "./speed.ts";

/** Rows of libraries, columns of sets. */
export type Scores = Map<string, Map<string, Score | "slow">>;

const percent = (share: number): string => (Number.isNaN(share) ? "-" : (100 * share).toFixed(1));
const known = (value: number | null): number => value ?? Number.NaN;

export function printScores(scores: Scores): void {
  const sets = [...new Set([...scores.values()].flatMap((it) => [...it.keys()]))];
  const measures: [string, (score: Score) => string][] = [
    ["Right article first, %", (it) => percent(it.first)],
    ["Right article among three, %", (it) => percent(it.top3)],
    ["Mean reciprocal rank at 10", (it) => it.mrr.toFixed(3)],
  ];
  for (const [heading, of] of measures) {
    printTable(heading, [
      ["", ...sets],
      ...[...scores].map(([library, row]) => [
        library,
        ...sets.map((set) => {
          const score = row.get(set);
          return score === undefined ? "" : score === "slow" ? "slow" : of(score);
        }),
      ]),
    ]);
  }
}

/** How far ours may be trusted: does it know what it does not know, and is a probability of 0.8 right four times in five? */
export function printConfidence(rows: { set: string; how: string; ours: OurScore }[]): void {
  printTable("Confidence of ours, %", [
    [
      "",
      "in scope, right",
      "AUROC",
      "answered at 95 % right",
      "foreign found, 95 % kept",
      "calibration error",
      "fit s",
    ],
    ...rows.map(({ set, how, ours: { score, judged, fit } }) => [
      `${set}, ${how}`,
      percent(score.first),
      percent(areaUnderCurve(judged)),
      percent(coverage(judged)),
      percent(foreignRecall(judged)),
      percent(known(calibrationError(judged))),
      fit === 0 ? "" : fit.toFixed(1),
    ]),
  ]);
}

/** Does a threshold keep what it promises? Of those who are answered from there on the share that was right, at least with 95 % certainty, and how many are answered. */
export function printPromises(rows: { set: string; how: string; ours: OurScore }[]): void {
  printTable("Thresholds of ours, %", [
    ["", "promised", "right", "at least", "answered", "of those out of scope"],
    ...rows.flatMap(({ set, how, ours: { judged } }) =>
      promises(judged, [0.8, 0.9, 0.95]).map((it) => [
        `${set}, ${how}`,
        percent(it.promised),
        percent(known(it.right)),
        percent(known(it.bound)),
        percent(known(it.answered)),
        percent(known(it.outOfScope)),
      ]),
    ),
  ]);
}

/** Of each set one table: what a confidence promised, and the share that was right. */
export function printReliability(set: string, { judged }: OurScore): void {
  printTable(`Reliability of ours, ${set}`, [
    ["confidence", "promised", "kept", "queries"],
    ...reliability(judged)
      .filter((it) => it.questions > 0)
      .map((it) => [
        `${it.from.toFixed(1)}-${it.to.toFixed(1)}`,
        known(it.confidence).toFixed(2),
        known(it.right).toFixed(2),
        String(it.questions),
      ]),
  ]);
}

/** `ours` is null when it was not measured; then there are no ratios. */
export function printSpeed(size: number, rows: [library: string, measured: Measured][], ours: Speed | null): void {
  const cells: { of: (it: Speed) => number; unit: number; digits: number; searches: boolean }[] = [
    { of: (it) => it.p50, unit: 1, digits: 3, searches: true },
    { of: (it) => it.p99, unit: 1, digits: 2, searches: true },
    { of: (it) => it.build, unit: 1_000, digits: 2, searches: false },
    { of: (it) => it.cpu, unit: 1_000, digits: 2, searches: false },
    { of: (it) => it.bytes, unit: 1e6, digits: 1, searches: false },
    { of: (it) => it.resident, unit: 1e6, digits: 0, searches: false },
  ];
  const figures = (measured: Measured) =>
    cells.flatMap(({ of, unit, digits, searches }) => {
      if ("stopped" in measured) return [measured.stopped === "building" ? ">60 s" : searches ? "slow" : "", ""];
      if (measured.slow && searches) return ["slow", ""];
      const beside = ours === null || measured === ours ? "" : times(of(measured) / of(ours));
      return [(of(measured) / unit).toFixed(digits), beside];
    });
  printTable(`${size.toLocaleString("en-GB")} articles, each beside ours`, [
    ["", "p50 ms", "", "p99 ms", "", "build s", "", "its CPU s", "", "memory MB", "", "resident MB", ""],
    ...rows.map(([library, measured]) => [library, ...figures(measured)]),
  ]);
}

const times = (ratio: number): string => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2)} x`;
