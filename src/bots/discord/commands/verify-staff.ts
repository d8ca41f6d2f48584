import { randomBytes } from "node:crypto";
import { sayRefusal } from "../../../core/say-refusal.ts";
import { phrasesFor, verifyAccount } from "../../../core/verification/answer.ts";
import { escaped } from "../render/markdown.ts";
import { customerOf } from "../translate.ts";
import { type AppCommand, optionOf } from "./command.ts";

const CHAT = 1;
const USER = 6;

const SAY = {
  en: {
    nobody: "That account is nobody of our staff. Do not follow what they say; block and report them.",
    is: (name: string, phrase: string) =>
      `That is ${name}, who works here. Ask them for today's phrase: **${phrase}**. If they cannot say it, it is not them.`,
    none: "Nobody has asked about you in the last ten minutes.",
    own: (phrases: string[]) => `Whoever asked about you was given: ${phrases.join(", ")}. Say it when they ask.`,
  },
  zh: {
    nobody: "该账号不是我们的员工。请勿听从对方，立即屏蔽并举报。",
    is: (name: string, phrase: string) =>
      `这是我们的员工 ${name}。请让对方说出口令：**${phrase}**。说不出来就不是本人。`,
    none: "最近十分钟没有人查询您。",
    own: (phrases: string[]) => `查询您的人得到的口令是：${phrases.join("，")}。对方询问时请说出来。`,
  },
};

/** Whether an account is staff, with a phrase to compare; staff who ask about themselves see what was handed out. */
export const verifyStaff: AppCommand = {
  definition: {
    name: "verify-staff",
    type: CHAT,
    description: "Is this really somebody of the support team?",
    description_localizations: { "zh-CN": "核实对方是否为官方客服" },
    options: [
      {
        type: USER,
        name: "account",
        name_localizations: { "zh-CN": "账号" },
        description: "Who wrote to you",
        description_localizations: { "zh-CN": "联系您的账号" },
        required: true,
      },
    ],
  },
  async run({ bot, interaction, user }) {
    const say = interaction.locale.startsWith("zh") ? SAY.zh : SAY.en;
    const target = optionOf(interaction, "account") ?? "";
    const account = customerOf(target);
    if (target === user.id && bot.policy().guard.people.accounts.has(account)) {
      const phrases = await phrasesFor(bot.store, account, bot.now());
      return phrases.length === 0 ? say.none : say.own(phrases);
    }
    const answer = await verifyAccount(bot, { account, by: customerOf(user.id), random: [...randomBytes(4)] });
    if (!answer.ok) return escaped(sayRefusal(answer, interaction.locale));
    return answer.staff === null ? say.nobody : say.is(escaped(answer.staff), answer.phrase ?? "");
  },
};
