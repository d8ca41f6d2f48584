/** The few words that are Discord's own: labels, and what only this channel has to say. */
const en = {
  helpful: "Helpful",
  notHelpful: "Not helpful",
  person: "Talk to a person",
  none: "None of these",
  choose: "Choose what you mean",
  late: (at: number) => `-# Written <t:${Math.floor(at / 1_000)}:R>, delivered late: Discord could not be reached.`,
  goesOn: (thread: string) => `It goes on here: <#${thread}>`,
  goesOnInMessages: "It goes on in your direct messages.",
  notYours: "Only the person who asked can use these. Ask your own question with /ask.",
  notAllowed: "Your role may not do this.",
  nothingThere: "There is nothing in it that I could answer.",
  details: "Give details",
  detailsTitle: "What happened",
  when: "When was it? With the time zone",
  what: "What happened?",
  amount: "Amount and coin",
  network: "Network",
  hash: "Transaction hash (never a private key)",
  detailsTaken: "Thank you. The team has it.",
  team: "support team",
  answeredThere: (thread: string) => `Answered in <#${thread}>.`,
  asked: "I take care of it; the answer comes here.",
  aboutDirectMessages:
    "You asked for help in public, so a warning: people will write to you as “support”. We never write to you first, and never ask for a password, a code or a recovery phrase.",
};
export type Words = typeof en;

const zh: Words = {
  helpful: "有帮助",
  notHelpful: "没有帮助",
  person: "联系真人客服",
  none: "都不是",
  choose: "请选择您的问题",
  late: (at) => `-# 写于 <t:${Math.floor(at / 1_000)}:R>，因 Discord 无法连接而延迟送达。`,
  goesOn: (thread) => `请到这里继续：<#${thread}>`,
  goesOnInMessages: "请在私信中继续。",
  notYours: "只有提问者可以使用这些按钮。请用 /ask 提出您自己的问题。",
  notAllowed: "您的身份组无权执行此操作。",
  nothingThere: "其中没有我可以回答的内容。",
  details: "填写详情",
  detailsTitle: "发生了什么",
  when: "什么时候？请注明时区",
  what: "发生了什么？",
  amount: "金额和币种",
  network: "网络",
  hash: "交易哈希（切勿填写私钥）",
  detailsTaken: "谢谢，团队已收到。",
  team: "客服团队",
  answeredThere: (thread) => `已在 <#${thread}> 回复。`,
  asked: "已收到，答复将发送到这里。",
  aboutDirectMessages:
    "您在公开频道求助，请注意：可能会有人冒充“客服”联系您。我们绝不会主动联系您，也绝不会索要密码、验证码或助记词。",
};

export const wordsIn = (language: string): Words => (language.startsWith("zh") ? zh : en);
