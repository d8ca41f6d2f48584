import { lookUp } from "../../../core/ask.ts";
import { excerpt } from "../../../core/text.ts";
import { escaped, small, unmasked } from "../render/markdown.ts";
import { type AppCommand, type Context, optionOf, subcommandOf } from "./command.ts";
import { CHAT, FOR_STAFF, isChinese, named, sub, TEXT, zh } from "./shapes.ts";
import { staffWordsIn } from "./words.ts";

const FOUND = 5;
const OFFERED = 10;

const words = {
  type: TEXT,
  name: "words",
  ...named("关键词"),
  description: "What you look for",
  ...zh("要查找的内容"),
  required: true,
  max_length: 200,
};
const article = {
  type: TEXT,
  name: "article",
  ...named("文章"),
  description: "Its id, or words of it",
  ...zh("文章编号或关键词"),
  required: true,
  max_length: 200,
  autocomplete: true,
};

/** The knowledge base for staff: what they find, customers may not be told of. */
export const kb: AppCommand = {
  staff: true,
  definition: {
    name: "kb",
    type: CHAT,
    description: "The knowledge base",
    ...zh("知识库"),
    ...FOR_STAFF,
    options: [
      sub("search", "Find articles, those for staff too", "查找文章（含内部文章）", [words]),
      sub("show", "Read an article", "查看文章", [article]),
    ],
  },
  run: (context) => (subcommandOf(context.interaction) === "search" ? search(context) : show(context)),
  async complete({ bot, interaction }, typed) {
    if (typed.trim() === "") return [];
    const hits = await lookUp(typed, bot.policy(), OFFERED);
    return hits.map((it) => ({
      name: excerpt(`${it.article} ${titleOf(it, bot, interaction)}`, 100),
      value: it.article,
    }));
  },
};

const languageOf = (interaction: Context["interaction"]): string => (isChinese(interaction) ? "zh" : "en");

const titleOf = (
  { article: id, title }: { article: string; title: string },
  bot: Context["bot"],
  interaction: Context["interaction"],
): string => bot.policy().knowledge.find(id, languageOf(interaction))?.article.title ?? title;

async function search({ bot, interaction }: Context): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const hits = await lookUp(optionOf(interaction, "words") ?? "", bot.policy(), FOUND);
  if (hits.length === 0) return say.noArticle;
  return hits
    .map((it, i) => `${i + 1}. **${escaped(it.article)}** ${escaped(titleOf(it, bot, interaction))}`)
    .join("\n");
}

async function show({ bot, interaction }: Context): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const { knowledge } = bot.policy();
  const language = languageOf(interaction);
  const wanted = optionOf(interaction, "article") ?? "";
  const known = wanted.trim().toUpperCase();
  const id =
    knowledge.find(known, language) === undefined ? (await lookUp(wanted, bot.policy(), 1))[0]?.article : known;
  const found = id === undefined ? undefined : knowledge.find(id, language);
  if (found === undefined) return say.noArticle;
  const { title, body, reviewed } = found.article;
  return `${small(unmasked(`**${title}**\n\n${body}`))}\n-# ${say.reviewed(found.article.id, reviewed)}`;
}
