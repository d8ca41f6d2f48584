import stringWidth from "string-width";
import { vectorOf } from "../../core/ask.ts";
import { EXIT, Fault } from "../../core/errors.ts";
import {
  answersFrom,
  type Bin,
  type Judged,
  type Kept,
  type Measures,
  measure,
  outOfScope,
  promises,
  reliability,
} from "../../core/insight/evaluate.ts";
import { judge, type Miss, missesOf } from "../../core/insight/judge.ts";
import { excerpt } from "../../core/text.ts";
import { type EvalRun, keepRun } from "../eval-runs.ts";
import { dataFolder } from "../history.ts";
import { readLabelled } from "../labelled.ts";
import { print, table } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";

interface Options {
  json?: boolean;
  config?: string;
  knowledge?: string;
  failBelow?: number;
}

/** `nightdesk kb eval`: how well the articles answer questions whose right article is known. Exit 1 when --fail-below says so. */
export async function evaluate([file = ""]: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy({ ...options, fit: true });
  const { knowledge, config } = policy;
  const { questions, digest } = await readLabelled(file, knowledge);
  const judged: ReturnType<typeof judge>[] = [];
  for (const question of questions) judged.push(judge(question, knowledge, await vectorOf(question.text, policy)));
  const run: EvalRun = {
    at: new Date(now()).toISOString(),
    knowledge: knowledge.version,
    digest,
    all: measure(judged),
    languages: byLanguage(judged),
  };
  const keeps = options.knowledge === undefined && file !== "-";
  const previous = keeps ? await keepRun(dataFolder(root, policy), file, run) : undefined;
  const { answerAt } = config.reply;
  const atThreshold = { answerAt, ...answersFrom(judged, answerAt) };
  const bins = reliability(judged);
  const kept = promises(judged);
  const foreign = foreignAnswered(judged, run, answerAt);
  const misses = missesOf(questions, judged, answerAt);
  const change = previous === undefined ? null : changesFrom(previous, run);
  print(
    options.json,
    {
      file,
      ...run,
      atThreshold,
      reliability: bins,
      promises: kept,
      outOfScope: foreign,
      previous: previous ?? null,
      change,
      misses,
    },
    () =>
      [
        table([HEAD, ...groups(run).map(([name, measures]) => measuresRow(name, measures))], stringWidth),
        ...(previous === undefined ? [] : [changeText(previous, run)]),
        `At answerAt ${answerAt}: ${percent(atThreshold.answered)} answered, ${percent(atThreshold.right)} of those right.`,
        ...(foreign.length === 0 ? [] : [foreignText(foreign)]),
        table([["ANSWERING FROM", "ANSWERS", "ANSWERED", "RIGHT", "AT LEAST"], ...kept.map(keptRow)], stringWidth),
        table([["CONFIDENCE", "QUESTIONS", "MEAN", "RIGHT"], ...bins.map(binRow)], stringWidth),
        ...(misses.length === 0 ? [] : [missesText(misses)]),
      ].join("\n\n"),
  );
  if (options.failBelow !== undefined) insistOn(run.all.top1, options.failBelow, file);
}

function insistOn(top1: number | null, least: number, file: string): void {
  if (top1 === null)
    throw new Fault("usage", `no question in ${file} has an article, so there is no top-1 to fail below`, {
      next: "Add questions that articles answer.",
    });
  if (top1 >= least) return;
  process.exitCode = EXIT.failed.code;
  process.stderr.write(`nightdesk: top-1 is ${top1.toFixed(3)}, below ${least}\n`);
}

function byLanguage(judged: readonly Judged[]): Record<string, Measures> {
  const groups = [...Map.groupBy(judged, ({ language }) => language)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(groups.map(([language, own]) => [language, measure(own)]));
}

const groups = ({ all, languages }: EvalRun): [string, Measures][] => [["all", all], ...Object.entries(languages)];

const HEAD = ["", "QUESTIONS", "TOP-1", "TOP-3", "MRR@10", "COVERAGE AT 95 %", "ECE"];

const measuresRow = (name: string, { questions, top1, top3, mrr, coverage, calibrationError }: Measures): string[] => [
  name,
  String(questions),
  percent(top1),
  percent(top3),
  mrr?.toFixed(3) ?? "-",
  `${percent(coverage.share)}${coverage.from === null ? "" : ` from ${coverage.from.toFixed(2)}`}`,
  calibrationError?.toFixed(3) ?? "-",
];

const binRow = ({ from, to, questions, confidence, right }: Bin): string[] => [
  `${from.toFixed(1)} to ${to.toFixed(1)}`,
  String(questions),
  confidence?.toFixed(3) ?? "-",
  right?.toFixed(3) ?? "-",
];

const keptRow = ({ promised, answers, answered, right, bound }: Kept): string[] => [
  promised.toFixed(2),
  String(answers),
  percent(answered),
  percent(right),
  percent(bound),
];

interface ForeignAnswered {
  group: string;
  questions: number;
  /** Shares of the questions with no answer that are answered: where 95 % of all answers are right, and from answerAt on. */
  atPrecision: number | null;
  atThreshold: number | null;
}

/** One row for all and for each language that has questions which no article answers. */
function foreignAnswered(judged: readonly Judged[], { all, languages }: EvalRun, answerAt: number): ForeignAnswered[] {
  const from = all.coverage.from;
  return ["all", ...Object.keys(languages)].flatMap((group) => {
    const own = judged.filter((it) => !it.answerable && (group === "all" || it.language === group));
    if (own.length === 0) return [];
    const atPrecision = from === null ? null : outOfScope(own, from);
    return [{ group, questions: own.length, atPrecision, atThreshold: outOfScope(own, answerAt) }];
  });
}

const foreignText = (rows: readonly ForeignAnswered[]): string =>
  table(
    [
      ["OUT OF SCOPE", "QUESTIONS", "ANSWERED WHERE 95 % IS RIGHT", "FROM ANSWERAT"],
      ...rows.map((it) => [it.group, String(it.questions), percent(it.atPrecision), percent(it.atThreshold)]),
    ],
    stringWidth,
  );

interface Change {
  top1: number | null;
  top3: number | null;
  mrr: number | null;
  coverage: number;
  calibrationError: number | null;
}

/** What each measure is now, less what it was; for the groups that both runs have. */
function changesFrom(before: EvalRun, after: EvalRun): Record<string, Change> {
  const old = new Map(groups(before));
  return Object.fromEntries(
    groups(after).flatMap(([name, measures]) => {
      const was = old.get(name);
      return was === undefined ? [] : [[name, change(was, measures)]];
    }),
  );
}

function change(was: Measures, is: Measures): Change {
  const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
  return {
    top1: less(is.top1, was.top1),
    top3: less(is.top3, was.top3),
    mrr: less(is.mrr, was.mrr),
    coverage: is.coverage.share - was.coverage.share,
    calibrationError: less(is.calibrationError, was.calibrationError),
  };
}

function changeText(before: EvalRun, after: EvalRun): string {
  const notes = [
    before.digest === after.digest ? [] : ["other questions"],
    before.knowledge === after.knowledge ? [] : ["other articles"],
  ].flat();
  const since = `Since ${before.at.slice(0, 16).replace("T", " ")}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}:`;
  const rows = Object.entries(changesFrom(before, after)).map(([name, it]) => [
    name,
    `top-1 ${points(it.top1)}`,
    `top-3 ${points(it.top3)}`,
    `MRR@10 ${signed(it.mrr, 3)}`,
    `coverage ${points(it.coverage)}`,
    `ECE ${signed(it.calibrationError, 3)}`,
  ]);
  return rows.every(([, ...changes]) => changes.every((it) => /(?: |^)0(?:\.0+)?$/.test(it)))
    ? `${since} no change.`
    : `${since}\n${table(rows, stringWidth)}`;
}

const SHOWN = 10;

function missesText(misses: readonly Miss[]): string {
  const rows = misses
    .slice(0, SHOWN)
    .map(({ text, article, found, confidence }) => [
      `  ${percent(confidence)}`,
      found ?? "none",
      article ?? "none",
      excerpt(text, 70),
    ]);
  const told = misses.length <= SHOWN ? "Wrong" : `Wrong (${misses.length}; --json lists them all)`;
  return `${told}, the surest first:\n${table([["  SURE", "FOUND", "RIGHT", "QUESTION"], ...rows], stringWidth)}`;
}

const percent = (share: number | null): string => (share === null ? "-" : `${(100 * share).toFixed(1)} %`);
const points = (share: number | null): string => (share === null ? "-" : signed(100 * share, 1));

function signed(number: number | null, digits: number): string {
  if (number === null) return "-";
  const text = number.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : Number(text) === 0 ? (0).toFixed(digits) : text;
}
