import { type Gap, gapsOf, withTexts } from "../../core/insight/gaps.ts";
import { findUnanswered } from "../../core/insight/unanswered.ts";
import { excerpt } from "../../core/text.ts";
import { dataFolder, withHistory } from "../history.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";

interface Options {
  json?: boolean;
  config?: string;
  days: number;
  min: number;
  limit: number;
}

/** `nightdesk kb gaps`: what customers asked and no article answered, the most asked first. */
export async function gaps(_: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy(options);
  const found = await withHistory(dataFolder(root, policy), { ...options, now: now() }, async ({ events, texts }) => {
    const unanswered = findUnanswered(events, now());
    const asked = withTexts(unanswered, await texts(unanswered.map(({ content }) => content)));
    const { knowledge, config } = policy;
    const { gaps, answeredNow } = gapsOf(asked, { knowledge, answerAt: config.reply.answerAt, min: options.min });
    return { questions: unanswered.length, erased: unanswered.length - asked.length, answeredNow, gaps };
  });
  const result = found ?? { questions: 0, erased: 0, answeredNow: 0, gaps: [] };
  const shown = { ...result, gaps: result.gaps.slice(0, options.limit).map(dated) };
  print(options.json, { days: options.days, ...shown }, () =>
    found === undefined
      ? "There is no history yet: the desk has not run. `nightdesk up` opens it."
      : [summary(result, options), ...shown.gaps.map(gapText)].join("\n\n"),
  );
}

type Dated = Omit<Gap, "lastSeen"> & { lastSeen: string };

const dated = (gap: Gap): Dated => ({ ...gap, lastSeen: new Date(gap.lastSeen).toISOString() });

function summary(
  { questions, erased, answeredNow, gaps }: { questions: number; erased: number; answeredNow: number; gaps: Gap[] },
  { days, min, limit }: Options,
): string {
  const left = [
    erased === 0 ? [] : [`${erased} erased`],
    answeredNow === 0 ? [] : [`${answeredNow} that an article answers by now`],
  ].flat();
  const told = `${questions} ${questions === 1 ? "question" : "questions"} found no answer in the last ${days} days${left.length === 0 ? "" : `, with ${left.join(" and ")}`}.`;
  if (gaps.length === 0 && (min === 1 || questions === 0)) return told;
  if (gaps.length === 0) return `${told} None was asked in ${min} conversations; --min 1 shows single ones.`;
  return gaps.length <= limit ? told : `${told} Of ${gaps.length} gaps, the ${limit} largest:`;
}

function gapText({ conversations, questions, languages, examples, nearest, lastSeen }: Dated): string {
  const count = `${conversations} ${conversations === 1 ? "conversation" : "conversations"}`;
  const asked = questions === conversations ? count : `${count}, ${questions} questions`;
  const spoken = languages.map(({ language }) => language).join(", ");
  const near =
    nearest === null
      ? "no article shares a word with it"
      : `nearest: ${nearest.article} at ${(nearest.confidence * 100).toFixed(0)} %, ${nearest.title}`;
  return [
    `${asked}  ${spoken}  last ${lastSeen.slice(0, 16).replace("T", " ")}`,
    ...examples.map((example) => `  “${excerpt(example, 100)}”`),
    `  ${near}`,
  ].join("\n");
}
