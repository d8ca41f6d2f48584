/** What the assistant says besides articles; in the language of what it is asked. */
const en = {
  hello:
    "Ask me what our articles say, those for staff too, or name a ticket (T-142) and I draft a reply. I only look things up: what I say comes from articles, and nothing reaches a customer before you send it.",
  choose: "What do you need?",
  prompts: [
    { title: "What may I tell customers?", message: "My withdrawal is pending for hours. What do we tell customers?" },
    { title: "My open tickets", message: "Which tickets are mine?" },
  ],
  draftPrompt: (number: number) => ({
    title: `Draft a reply for T-${number}`,
    message: `Draft a reply for T-${number}`,
  }),
  looking: "is looking into the articles…",
  drafting: (number: number) => `is drafting a reply for T-${number}…`,
  nothing: "No article says anything about that.",
  internal: "only for staff: do not pass it on",
  reviewed: (date: string) => `reviewed ${date}`,
  sources: "Sources",
  also: "See also",
  noTicket: (number: number) => `There is no ticket T-${number}.`,
  which: "Which ticket? Name it, such as T-142.",
  yours: "Yours and open:",
  none: "No open ticket is yours.",
  draft: (number: number, by: "model" | "rules") =>
    `Draft for T-${number}, ${by === "model" ? "by the model in the words of" : "in the words of"} the articles below. Read it before you send it.`,
  noDraft: (number: number) => `No article helps with T-${number}, so there is no draft.`,
  send: (number: number) => `Send it in the ticket's thread, or with \`/desk reply T-${number} …\`.`,
  helped: "Helpful",
  notHelped: "Not helpful",
  thanks: "Noted, thank you.",
};
export type AssistantWords = typeof en;

const zh: AssistantWords = {
  hello:
    "您可以问我文章里的内容（包括仅供员工的文章），或说出工单号（T-142），我来起草回复。我只查阅资料：所说的都来自文章，在您发送之前不会到达客户。",
  choose: "您需要什么？",
  prompts: [
    { title: "可以怎么告诉客户？", message: "我的提现几个小时了还在处理中，应该怎么告诉客户？" },
    { title: "我的工单", message: "哪些工单是我的？" },
  ],
  draftPrompt: (number) => ({ title: `为 T-${number} 起草回复`, message: `为 T-${number} 起草回复` }),
  looking: "正在查阅文章…",
  drafting: (number) => `正在为 T-${number} 起草回复…`,
  nothing: "没有文章提到这个问题。",
  internal: "仅供员工，请勿外传",
  reviewed: (date) => `审核于 ${date}`,
  sources: "来源",
  also: "另见",
  noTicket: (number) => `没有工单 T-${number}。`,
  which: "哪一个工单？请说出编号，例如 T-142。",
  yours: "由您负责且未结的：",
  none: "没有由您负责的未结工单。",
  draft: (number, by) =>
    `T-${number} 的回复草稿，${by === "model" ? "由模型根据以下文章撰写" : "摘自以下文章"}。发送前请先阅读。`,
  noDraft: (number) => `没有文章适用于 T-${number}，因此没有草稿。`,
  send: (number) => `请在工单的消息列中发送，或使用 \`/desk reply T-${number} …\`。`,
  helped: "有帮助",
  notHelped: "没有帮助",
  thanks: "已记录，谢谢。",
};

export const assistantWordsIn = (language: string): AssistantWords => (language.startsWith("zh") ? zh : en);
