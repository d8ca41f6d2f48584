import type { Article } from "../../src/core/knowledge/article.ts";
import { generator } from "../../src/core/knowledge/random.ts";

export const articleOf = (id: string, title: string, questions: string[], body: string): Article => ({
  id,
  title,
  questions,
  body,
  category: "support",
  language: "en",
  audience: "public",
  route: "self",
  owner: "bench",
  reviewed: "2026-01-01",
  facts: [],
  related: [],
  file: `${id}.md`,
});

const [TITLE_WORDS, QUESTION_WORDS, BODY_WORDS, QUERY_WORDS] = [6, 9, 60, 6];

/**
 * Articles and queries made of the words of a pack's English articles, each as often as there, always the same: a title, three
 * questions and a body of 60 words; queries of six words.
 */
export function synthesise(pack: readonly Article[], size: number, queries: number) {
  const words = pack
    .filter((it) => it.language === "en")
    .flatMap(
      (it) =>
        [it.title, ...it.questions, it.body]
          .join(" ")
          .toLowerCase()
          .match(/[a-z][a-z'-]*/g) ?? [],
    );
  const random = generator(11);
  const sentence = (length: number) =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? "").join(" ");
  const asked = Array.from({ length: queries }, () => sentence(QUERY_WORDS));
  const articles = Array.from({ length: size }, (_, n) => {
    const questions = [sentence(QUESTION_WORDS), sentence(QUESTION_WORDS), sentence(QUESTION_WORDS)];
    return articleOf(`ART-${n}`, sentence(TITLE_WORDS), questions, sentence(BODY_WORDS));
  });
  return { articles, queries: asked };
}
