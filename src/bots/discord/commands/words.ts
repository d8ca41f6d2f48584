/** What staff read after a command, beside what the desk's core says. */
const en = {
  noTicket: (number: number) => `There is no ticket T-${number}.`,
  sent: "Sent.",
  yours: (number: number) => `T-${number} is yours.`,
  noted: "Noted.",
  resolved: (number: number) => `T-${number} is resolved.`,
  nobodys: "nobody's",
  erased: "(erased)",
  due: (kind: string, at: number) => `${kind} due <t:${at}:R>`,
  noArticle: "No article matches.",
  reviewed: (article: string, date: string) => `${article}, reviewed ${date}`,
  internal: "only for staff",
  noConversation: "That is no conversation of the desk.",
  marked: "Marked as answered.",
  noSchedules: "There are no schedules. Write them under schedules: in nightdesk.yaml.",
  nobodyOnCall: "⚠ nobody",
  until: (at: number) => `until <t:${at}:f> (<t:${at}:R>)`,
  next: (who: string, at: number) => `next: ${who} <t:${at}:f>`,
  nobodyNext: "next: nobody within two weeks",
  tickets: (open: number, pending: number) => `Tickets: ${open} open, ${pending} waiting for the customer`,
  pages: (paging: number, nobody: number) =>
    `Paging: ${paging}${nobody > 0 ? `, ⚠ ${nobody} with nobody on call` : ""}`,
  overdue: (count: number) => `Late: ${count}`,
  waiting: (count: number, oldest: string | null) =>
    `To be delivered: ${count}${oldest === null ? "" : `, the oldest for ${oldest}`}`,
  lost: (count: number) => `Never delivered: ${count}`,
  channel: (name: string, state: string) => `${name}: ${state}`,
  escalated: (number: number) => `T-${number} goes to the next step of its escalation.`,
  raised: "A person takes it over: a ticket is being opened.",
  declared: "A security ticket is being opened; the rules send it where it belongs, and the customer is told.",
  noIncidents: "No security ticket is open.",
  reported: "Thank you. The moderators have it.",
  noLog: "Nobody can be told here: this server has no moderators' channel.",
  stopped: (channel: string, gone: boolean) =>
    gone
      ? `Your message in <#${channel}> was taken away, because it says what no fact says:`
      : `Your message in <#${channel}> says what no fact says. It went nowhere else, but Discord does not let me take it away there:`,
  putRight: "Put it right and write it again, or send it all the same: the ticket's history keeps your reason.",
  stoppedHere: (author: string) =>
    `<@${author}>: a message of yours was not taken, because it says what no fact says. Open your direct messages to read why, or write it with /ticket reply.`,
  notTaken: (channel: string, why: string) => `Your message in <#${channel}> went nowhere else: ${why}.`,
  vouch: "Send it all the same…",
  vouchTitle: "Send without a fact",
  vouchText: "What the customer reads",
  vouchReason: "Why is it true? The history keeps this.",
  more: "-# There is more than fits here; the terminal shows all of it.",
};
export type StaffWords = typeof en;

const zh: StaffWords = {
  noTicket: (number) => `没有工单 T-${number}。`,
  sent: "已发送。",
  yours: (number) => `T-${number} 已由您接手。`,
  noted: "已记录。",
  resolved: (number) => `T-${number} 已解决。`,
  nobodys: "无人负责",
  erased: "（已删除）",
  due: (kind, at) => `${kind} 截止 <t:${at}:R>`,
  noArticle: "没有匹配的文章。",
  reviewed: (article, date) => `${article}，审核于 ${date}`,
  internal: "仅供员工",
  noConversation: "这不是客服台的对话。",
  marked: "已标记为答案。",
  noSchedules: "没有排班。请在 nightdesk.yaml 的 schedules: 下填写。",
  nobodyOnCall: "⚠ 无人值班",
  until: (at) => `至 <t:${at}:f>（<t:${at}:R>）`,
  next: (who, at) => `下一位：${who} <t:${at}:f>`,
  nobodyNext: "下一位：两周内无人",
  tickets: (open, pending) => `工单：${open} 个待处理，${pending} 个等待客户`,
  pages: (paging, nobody) => `呼叫中：${paging}${nobody > 0 ? `，⚠ ${nobody} 个无人值班` : ""}`,
  overdue: (count) => `已超时：${count}`,
  waiting: (count, oldest) => `待发送：${count}${oldest === null ? "" : `，最早的已等待 ${oldest}`}`,
  lost: (count) => `无法送达：${count}`,
  channel: (name, state) => `${name}：${state}`,
  escalated: (number) => `T-${number} 已升级到下一步。`,
  raised: "将由真人接手，正在创建工单。",
  declared: "正在创建安全工单；规则会将其分派给对应团队，并告知客户。",
  noIncidents: "没有未结的安全工单。",
  reported: "谢谢，已转交管理员。",
  noLog: "此服务器没有管理员频道，无法转交。",
  stopped: (channel, gone) =>
    gone
      ? `您在 <#${channel}> 的消息已被撤下，因为其中内容没有事实依据：`
      : `您在 <#${channel}> 的消息没有事实依据。它没有转发到别处，但 Discord 不允许我将其撤下：`,
  putRight: "请修改后重新发送，或说明理由后仍然发送：理由会保存在工单记录中。",
  stoppedHere: (author) =>
    `<@${author}>：您有一条消息因没有事实依据而未被采用。请开放私信查看原因，或使用 /ticket reply 发送。`,
  notTaken: (channel, why) => `您在 <#${channel}> 的消息没有转发：${why}。`,
  vouch: "仍然发送…",
  vouchTitle: "无事实依据发送",
  vouchText: "客户看到的内容",
  vouchReason: "为什么属实？理由会保存在记录中。",
  more: "-# 内容过长，此处未能全部显示；请在终端中查看全文。",
};

export const staffWordsIn = (locale: string): StaffWords => (locale.startsWith("zh") ? zh : en);
