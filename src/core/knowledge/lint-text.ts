import type { Article } from "./article.ts";
import { AT_BODY, doubtful, type Finding, wrong } from "./finding.ts";

/** What fits a chat message with room to spare; Chinese, Japanese and Korean say it in fewer characters. */
const LONGEST = 1_800;
const LONGEST_DENSE = 1_000;
const DENSE = new Set(["zh", "ja", "ko"]);
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

/** Joiners where they belong: within an emoji, and between letters of scripts that join. */
const JOINED =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=\p{sc=Arabic}|\p{sc=Devanagari}|\p{sc=Bengali}|\p{sc=Malayalam})[\u200c\u200d]/gu;

const MARKDOWN_LINK = /\[[^\]\n]*\]\(([^)\n]*)\)/g;
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`()（），。；、]*/giu;

/** Characters that nobody sees, links that lead nowhere, and more than a chat message holds. */
export function lintText(article: Article): Finding[] {
  const guide = Object.values(article.guide?.steps ?? {}).map((step) =>
    "ask" in step ? [step.ask, ...step.options.map(({ label }) => label)].join("\n") : step.say,
  );
  const texts = [article.title, ...article.questions, article.body, ...guide];
  return [...lintHidden(texts), ...lintLinks([article.body, ...guide]), ...lintLength(article)];
}

function lintHidden(texts: readonly string[]): Finding[] {
  const found = texts.map((it) => it.replace(JOINED, "")).flatMap((it) => HIDDEN.exec(it)?.[0] ?? [])[0];
  if (found === undefined) return [];
  const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return [wrong(`there is an invisible character, U+${code}`, "Remove it.", [found])];
}

function lintLinks(texts: readonly string[]): Finding[] {
  const targets = texts.flatMap((text) => [
    ...[...text.matchAll(MARKDOWN_LINK)].map((it) => it[1] ?? ""),
    ...[...text.matchAll(ADDRESS)].map((it) => it[0].replace(/[.,;:!?*]+$/, "")),
  ]);
  return [...new Set(targets)].flatMap((target) => {
    const what = whyBroken(target);
    return what === undefined
      ? []
      : [
          wrong(
            `the link ${JSON.stringify(target)} ${what}`,
            "Write a whole address, https://…, or take the link away.",
            [target || "]()"],
          ),
        ];
  });
}

/** Customers read an article in a chat, where only whole addresses lead anywhere. */
function whyBroken(target: string): string | undefined {
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(target)) return undefined;
  if (!/^https?:\/\//i.test(target)) return "leads nowhere from a chat";
  if (!URL.canParse(target) || !/^[^.]+(?:\.[^.]+)+$/.test(new URL(target).hostname)) return "is not an address";
  return /^http:/i.test(target) ? "is not encrypted" : undefined;
}

function lintLength({ body, language }: Article): Finding[] {
  const limit = DENSE.has(language.split("-", 1)[0] ?? "") ? LONGEST_DENSE : LONGEST;
  if (body.length <= limit) return [];
  const next = "Split it, or move a part into a guide.";
  return [doubtful(`the answer has ${body.length} characters, more than ${limit}`, next, AT_BODY)];
}
