import type { Exported, ExportedDecision } from "./export.ts";

interface Words {
  title(desk: string): string;
  made(at: string, customer: string): string;
  purposes: [heading: string, text: string];
  recipients: [heading: string, none: string];
  retention: [heading: string, days: (name: string, days: number | null) => string];
  classes: Record<string, string>;
  profile: [heading: string, text: (tier: string, since: string) => string];
  conversation(channel: string, at: string): string;
  by: Record<"customer" | "desk" | "staff", string>;
  decisions: string;
  decision: Record<ExportedDecision["what"], string>;
  tickets: string;
  ticket(number: number, category: string, from: string, to: string): string;
  moderation: string;
  left: [heading: string, text: string];
  rights: [heading: string, text: string];
  nothing: string;
}

const EN: Words = {
  title: (desk) => `What ${desk} support holds of you`,
  made: (at, customer) => `Made on ${at} for ${customer}.`,
  purposes: [
    "What it is for",
    "To answer your questions, to have a person look after what the desk cannot answer, to keep accounts and the community safe, and to prove what was said. The legal grounds are the contract with you and our legal duties; for safety, our legitimate interest.",
  ],
  recipients: ["Who receives it", "Nobody besides our own staff."],
  retention: [
    "How long it is kept",
    (name, days) => `${name}: ${days === null ? "until you ask for its erasure" : `${days} days`}`,
  ],
  classes: { conversations: "What was said", tickets: "Tickets", moderation: "Messages in public" },
  profile: ["What the exchange has said of you", (tier, since) => `Tier ${tier}; customer since ${since}.`],
  conversation: (channel, at) => `Conversation in ${channel} from ${at}`,
  by: { customer: "You", desk: "The desk", staff: "A member of staff" },
  decisions: "What the desk decided by itself, and why",
  decision: { answer: "About a question", route: "About a ticket" },
  tickets: "Tickets",
  ticket: (number, category, from, to) => `T-${number}, ${category}, from ${from} to ${to}`,
  moderation: "Messages in public about which something was done",
  left: [
    "What is not in here",
    "Notes of our staff and assessments of risk, where the law forbids or need not have us share them; what other people wrote; secrets, which are not kept at all.",
  ],
  rights: [
    "Your rights",
    "You may have this corrected or erased, object to its use or restrict it, take it elsewhere (the JSON file beside this one is for that), and complain to your data protection authority.",
  ],
  nothing: "Nothing.",
};

const ZH: Words = {
  title: (desk) => `${desk} 客服所保存的您的数据`,
  made: (at, customer) => `生成于 ${at}，对象：${customer}。`,
  purposes: [
    "用途",
    "回答您的问题；机器人无法回答时由人工处理；保护账户与社区的安全；证明双方说过的内容。法律依据是与您的合同和我们的法定义务；安全方面是我们的正当利益。",
  ],
  recipients: ["接收方", "除我们的员工外没有其他接收方。"],
  retention: ["保存期限", (name, days) => `${name}：${days === null ? "直到您要求删除" : `${days} 天`}`],
  classes: { conversations: "对话内容", tickets: "工单", moderation: "公开消息" },
  profile: ["交易所提供的关于您的信息", (tier, since) => `等级 ${tier}；成为客户的日期 ${since}。`],
  conversation: (channel, at) => `${channel} 中的对话，始于 ${at}`,
  by: { customer: "您", desk: "客服台", staff: "客服人员" },
  decisions: "系统自动作出的决定及原因",
  decision: { answer: "关于问题", route: "关于工单" },
  tickets: "工单",
  ticket: (number, category, from, to) => `T-${number}，${category}，${from} 至 ${to}`,
  moderation: "被处理过的公开消息",
  left: ["未包含的内容", "员工内部备注和风险评估（法律禁止或不要求提供）；他人所写内容；机密信息（我们从不保存）。"],
  rights: [
    "您的权利",
    "您可以要求更正或删除这些数据、反对或限制其使用、将其带走（随附的 JSON 文件即用于此），并可向数据保护机构投诉。",
  ],
  nothing: "无。",
};

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Nothing that a person wrote becomes a heading, a link or an image. */
const quoted = (text: string): string =>
  text
    .split("\n")
    .map((line) => `> ${line.replace(/[\\`*_[\]<>#!|]/g, "\\$&")}`)
    .join("\n");

/** The export as a document, in the customer's language: Markdown. */
export function exportText(data: Exported): string {
  const words = data.language.startsWith("zh") ? ZH : EN;
  const list = (items: string[]) => (items.length === 0 ? words.nothing : items.map((it) => `- ${it}`).join("\n"));
  const decided = (made: ExportedDecision[]) =>
    list(
      made.map(
        ({ at, what, outcome, reasons }) =>
          `${moment(at)} ${words.decision[what]}: ${[outcome, ...reasons].join("; ")}`,
      ),
    );
  const { tier, since } = data.profile;
  const parts = [
    `# ${words.title(data.desk)}`,
    words.made(moment(data.madeAt), data.customer),
    `## ${words.purposes[0]}\n\n${words.purposes[1]}`,
    `## ${words.recipients[0]}\n\n${data.recipients.length === 0 ? words.recipients[1] : list(data.recipients)}`,
    `## ${words.retention[0]}\n\n${list(
      data.retention.map((it) => {
        const said = words.retention[1](words.classes[it.class] ?? it.class, it.days);
        return it.because === null ? said : `${said} (${it.because})`;
      }),
    )}`,
    `## ${words.profile[0]}\n\n${words.profile[1](tier ?? "-", since === null ? "-" : moment(since).slice(0, 10))}`,
    ...data.conversations.map(
      ({ channel, begunAt, said, decisions }) =>
        `## ${words.conversation(channel, moment(begunAt))}\n\n${said
          .map(({ at, by, text }) => `**${words.by[by]}**, ${moment(at)}:\n\n${quoted(text)}`)
          .join("\n\n")}\n\n### ${words.decisions}\n\n${decided(decisions)}`,
    ),
    `## ${words.tickets}\n\n${
      data.tickets.length === 0
        ? words.nothing
        : data.tickets
            .map(
              (it) =>
                `### ${words.ticket(it.number, it.category ?? "-", moment(it.openedAt), moment(it.updatedAt))}\n\n${decided(it.decisions)}`,
            )
            .join("\n\n")
    }`,
    `## ${words.moderation}\n\n${data.moderation.length === 0 ? words.nothing : data.moderation.map(({ at, text }) => `${moment(at)}:\n\n${quoted(text)}`).join("\n\n")}`,
    `## ${words.left[0]}\n\n${words.left[1]}`,
    `## ${words.rights[0]}\n\n${words.rights[1]}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
