import stringWidth from "string-width";
import { Fault } from "../../core/errors.ts";
import { type Holding, type KnowledgeStats, statsOf } from "../../core/insight/stats.ts";
import { type ArticleUse, type Usage, usageOf } from "../../core/insight/usage.ts";
import type { Article } from "../../core/knowledge/article.ts";
import { findConfig, insist, type Loaded, loadFiles, loadFolder } from "../files.ts";
import { dataFolder, withHistory } from "../history.ts";
import { print, table } from "../out.ts";
import { now } from "../runtime.ts";

interface Options {
  json?: boolean;
  config?: string;
  knowledge?: string;
  days: number;
}

type Used = ArticleUse & { article: string; title: string };
type Lookback = Omit<Usage, "articles"> & { articles: Used[]; neverUsed: string[] };

const MOST_USED = 10;
const NAMED = 12;

/** `nightdesk kb stats`: what the knowledge base holds, and what of it customers use. */
export async function stats(_: string[], options: Options): Promise<void> {
  const { config, articles, facts, root } = await load(options);
  const counted = statsOf(articles, config.desk.languages, facts);
  const history =
    options.knowledge !== undefined
      ? undefined
      : await withHistory(dataFolder(root, { config }), { ...options, now: now() }, async ({ events }) =>
          lookback(usageOf(events), articles),
        );
  print(options.json, { ...counted, days: options.days, history: history ?? null }, () =>
    [holdingsText(counted), remarks(counted), ...(history === undefined ? [] : [historyText(history, options.days)])]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
}

async function load({ config, knowledge }: Options): Promise<Loaded> {
  const file = findConfig(config);
  if (knowledge === undefined && file === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Name one with --config, or a folder with --knowledge.",
    });
  const loaded = knowledge === undefined ? await loadFiles(file ?? "") : await loadFolder(knowledge);
  insist(loaded.problems, { warnings: false });
  if (loaded.config === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  return { ...loaded, config: loaded.config };
}

/** Articles by how much they were used; those that staff read are not there for customers to use. */
function lookback({ articles: used, ...usage }: Usage, articles: readonly Article[]): Lookback {
  const titles = new Map(articles.toReversed().map(({ id, title }) => [id, title]));
  const total = ({ answered, offered, handedOff, helpedStaff, failedStaff }: ArticleUse) =>
    answered + offered + handedOff + helpedStaff + failedStaff;
  const rows = [...used]
    .map(([article, counts]) => ({ article, title: titles.get(article) ?? "(no longer there)", ...counts }))
    .sort((a, b) => b.answered - a.answered || total(b) - total(a) || (a.article < b.article ? -1 : 1));
  const open = new Set(articles.filter(({ audience }) => audience === "public").map(({ id }) => id));
  return { ...usage, articles: rows, neverUsed: [...open].filter((id) => !used.has(id)).sort() };
}

const HEAD = ["LG", "CATEGORY", "ARTICLES", "QUESTIONS", "MEDIAN", "WORDS", "OLDEST REVIEW"];

const holdingsText = ({ holdings }: KnowledgeStats): string => table([HEAD, ...holdings.map(holdingRow)], stringWidth);

const holdingRow = ({ language, category, articles, questions, median, words, oldest }: Holding): string[] => [
  language,
  category ?? "all",
  String(articles),
  String(questions),
  String(median),
  String(words),
  `${oldest.reviewed} ${oldest.article}`,
];

function remarks({ missing, facts, examples }: KnowledgeStats): string {
  return [
    ...missing
      .filter(({ articles }) => articles.length > 0)
      .map(({ language, articles }) => `Not there in ${language} (${articles.length}): ${some(articles)}`),
    facts === 0
      ? []
      : examples.length === 0
        ? [`All ${facts} facts are your own.`]
        : [`Facts that are still the shipped example (${examples.length} of ${facts}): ${some(examples)}`],
  ]
    .flat()
    .join("\n");
}

function historyText(history: Lookback, days: number): string {
  const { conversations, answered, offered, handedOff, deflected, reasons, articles, neverUsed } = history;
  if (deflected === null) return `Nobody asked anything in the last ${days} days.`;
  const share = (part: number) => `${part} (${((100 * part) / conversations).toFixed(1)} %)`;
  const why = Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason.replaceAll("_", " ")} ${count}`);
  return [
    `Last ${days} days: ${conversations} conversations with a question, ${(100 * deflected).toFixed(1)} % without a person`,
    table(
      [
        ["  answered", share(answered)],
        ["  offered articles, none chosen", share(offered)],
        ["  handed off", `${share(handedOff)}${why.length === 0 ? "" : `: ${why.join(", ")}`}`],
      ],
      stringWidth,
    ),
    "",
    table(
      [
        ["ARTICLE", "ANSWERED", "OFFERED", "HANDED OFF", "STAFF 👍/👎", "TITLE"],
        ...articles
          .slice(0, MOST_USED)
          .map((it) => [
            it.article,
            String(it.answered),
            String(it.offered),
            String(it.handedOff),
            it.helpedStaff + it.failedStaff === 0 ? "" : `${it.helpedStaff}/${it.failedStaff}`,
            it.title,
          ]),
      ],
      stringWidth,
    ),
    ...(neverUsed.length === 0 ? [] : ["", `Never used (${neverUsed.length}): ${some(neverUsed)}`]),
  ].join("\n");
}

const some = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(", ") : `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
