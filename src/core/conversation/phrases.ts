import { adviceFor } from "../guard/advice.ts";
import type { Signal } from "../guard/signals.ts";
import { incidentSentence, isIncidentNotice } from "../incident/phrases.ts";
import { hasWords } from "../text.ts";
import { type Waiting, waitWords } from "../ticket/wait-words.ts";
import type { Choice, Notice } from "./conversation.ts";
import { opening as guideOpening, type Walked } from "./guide.ts";

/** Everything the desk itself says to a customer. Operators write articles; these few sentences are the desk's own. */
interface Phrases {
  intro(desk: string): string;
  source(article: string, reviewed: string): string;
  onlyIn(language: string): string;
  helped: string;
  /** At the end of a guide. */
  guided: string;
  handingOver: string;
  pickOne: string;
  /** Within a guide, where there is a way back. */
  pickOrBack: string;
  clarify: string;
  noneOfThese: string;
  welcome: string;
  /** To whoever sends a picture, a file or a sticker and no word. */
  unread: string;
  /** Without the end of the sentence, which says how long it takes. */
  opened(ticket: string): string;
  reopened(ticket: string): string;
  askIdentity(ticket: string): string;
  taken(ticket: string, name: string): string;
  resolved(ticket: string): string;
  rated: string;
  solved: string;
  notSolved: string;
  moved: string;
  privateFailed: string;
  privateBusy: string;
  takenBack(name: string): string;
}

const en: Phrases = {
  intro: (desk) => `I am the support assistant of ${desk}, a machine. Say “human” at any time to reach a person.`,
  source: (article, reviewed) => `Source: ${article}, reviewed ${reviewed}`,
  onlyIn: (language) =>
    `This answer exists only in ${language === "zh" ? "Chinese" : language === "en" ? "English" : language} so far.`,
  helped: "If this does not solve it, say “human”.",
  guided: "If this does not solve it, say “back” to choose again, or “human”.",
  handingOver: "A person will look at this as well.",
  pickOne: "Reply with a number. “all” shows the whole answer, “human” reaches a person.",
  pickOrBack: "Reply with a number. “back” returns, “all” shows the whole answer, “human” reaches a person.",
  clarify: "I am not sure which of these you mean. Reply with its number:",
  noneOfThese: "None of these: I want a person",
  welcome:
    "How can I help? Describe what happened in a sentence or two. Never send a password, a code or a recovery phrase.",
  unread:
    "I can read words, but no pictures, files or stickers. Tell me in a sentence or two what happened and what the picture shows. If a person should look at it, say “human”. Never send a picture of a password, a code or a recovery phrase.",
  opened: (ticket) => `I have passed this to our team as ticket ${ticket}. A person will answer here`,
  reopened: (ticket) => `I have reopened ticket ${ticket} for you. A person will answer here`,
  askIdentity: (ticket) =>
    `Before we can do anything with your account we have to know that it is yours. Open the exchange yourself, in the app or at an address that you typed, sign in, and send us the number ${ticket} from the support page there. Do not follow a link that somebody sends you for this. We never ask for a password, a code or a recovery phrase.`,
  taken: (ticket, name) => `${name} has taken ticket ${ticket} and will answer you here.`,
  resolved: (ticket) =>
    `Ticket ${ticket} is resolved. If it is not, just write here again. How did we do? Reply 1 (badly) to 5 (very well).`,
  rated: "Thank you, that helps us to do better.",
  solved: "Good to hear. If it comes back, just write again.",
  notSolved: "Sorry that it did not help. Describe it in other words, or say “human” to reach a person.",
  moved:
    "This goes on in private, where only you and our team can read along. Nobody from our team writes to you first anywhere else.",
  privateFailed:
    "I could not open a private place for you. Allow direct messages from members of this server (its name, then Privacy Settings), and write here again. Do not post details of your account here.",
  privateBusy:
    "A person is already helping you with something else in your direct messages. Tell them there about this too, or write here again when that is settled. Do not post details of your account here.",
  takenBack: (name) => `${name} has taken back a message. Please do not go by it.`,
};

const zh: Phrases = {
  intro: (desk) => `我是 ${desk} 的客服助手，是机器人。随时发送“转人工”即可联系真人客服。`,
  source: (article, reviewed) => `来源：${article}，审核于 ${reviewed}`,
  onlyIn: (language) => `该答复目前只有${language === "en" ? "英文" : language === "zh" ? "中文" : language}版本。`,
  helped: "如果仍未解决，请发送“转人工”。",
  guided: "如果仍未解决，请发送“返回”重新选择，或发送“转人工”。",
  handingOver: "真人客服也会跟进此事。",
  pickOne: "请回复数字。发送“全部”查看完整答复，发送“转人工”联系真人客服。",
  pickOrBack: "请回复数字。发送“返回”回到上一步，“全部”查看完整答复，“转人工”联系真人客服。",
  clarify: "我不确定您指的是哪一项，请回复对应的数字：",
  noneOfThese: "都不是，我要转人工",
  welcome: "请问有什么可以帮您？请用一两句话说明情况。切勿发送密码、验证码或助记词。",
  unread:
    "我只能读懂文字，看不了图片、文件或贴纸。请用一两句话说明发生了什么，以及图片里显示的内容。如需真人客服查看，请发送“转人工”。切勿发送含有密码、验证码或助记词的图片。",
  opened: (ticket) => `已为您创建工单 ${ticket} 并转交客服团队，真人客服会在此回复您`,
  reopened: (ticket) => `已为您重新打开工单 ${ticket}，真人客服会在此回复您`,
  askIdentity: (ticket) =>
    `在处理您的账户之前，我们需要确认账户属于您本人。请自行打开 App 或手动输入网址登录交易所，在站内的客服页面提交工单号 ${ticket}。请勿点击他人为此发来的链接。我们绝不会索要密码、验证码或助记词。`,
  taken: (ticket, name) => `${name} 已接手工单 ${ticket}，将在此回复您。`,
  resolved: (ticket) =>
    `工单 ${ticket} 已解决。如仍有问题，直接在此留言即可。您对本次服务满意吗？请回复 1（很差）到 5（很好）。`,
  rated: "谢谢您的反馈，这有助于我们改进。",
  solved: "太好了。如果问题再次出现，随时再来。",
  notSolved: "很抱歉没有帮上忙。请换一种说法描述，或发送“转人工”联系真人客服。",
  moved: "接下来将在私密空间继续，只有您和我们的团队可以看到。我们的工作人员不会在其他地方主动联系您。",
  privateFailed:
    "我无法为您打开私密空间。请允许来自本服务器成员的私信（点击服务器名称，再选择隐私设置），然后在此再发一条消息。请勿在此公开您的账户信息。",
  privateBusy:
    "已有真人客服在您的私信中处理另一件事。请在那里一并说明，或在处理完后再到这里留言。请勿在此公开您的账户信息。",
  takenBack: (name) => `${name} 撤回了一条消息，请不要以该消息为准。`,
};

const phrasesIn = (language: string): Phrases => (language.startsWith("zh") ? zh : en);

const paragraphs = (...parts: (string | null | false)[]): string => parts.filter(Boolean).join("\n\n");

export interface Voice {
  desk: string;
  language: string;
  introduced: boolean;
  /** Others read along: who asks is warned of those who will write to them now. */
  public?: boolean;
}

const opening = ({ desk, language, introduced, public: open }: Voice): string | null =>
  introduced ? null : paragraphs(phrasesIn(language).intro(desk), open === true && dmWarning(language));

/** A text after who speaks, where that has not been said yet. */
export const aloud = (voice: Voice, text: string): string => paragraphs(opening(voice), text);

/** An article as the customer reads it: who speaks, the answer or the first question of its guide, its source, and the way on. */
export function answerText(
  voice: Voice,
  article: { id: string; title: string; body: string; reviewed: string; language: string },
  options: { exact: boolean; withHandOff: boolean; walked?: Walked | undefined },
): string {
  const say = phrasesIn(voice.language);
  const { walked } = options;
  const asks = walked !== undefined && "ask" in walked;
  return paragraphs(
    opening(voice),
    !options.exact && say.onlyIn(article.language),
    `**${article.title}**`,
    asks ? guideOpening(article.body) : article.body,
    `— ${say.source(article.id, article.reviewed)}`,
    asks ? question(walked, say.pickOne) : options.withHandOff ? say.handingOver : say.helped,
  );
}

/** A further step of a guide: its next question, or where it ends. */
export function guideText(voice: Voice, walked: Walked): string {
  const say = phrasesIn(voice.language);
  if ("ask" in walked) return paragraphs(opening(voice), question(walked, say.pickOrBack));
  return paragraphs(opening(voice), walked.say, walked.end === "handoff" ? say.handingOver : say.guided);
}

const question = ({ ask, options }: Extract<Walked, { ask: string }>, howToReply: string): string =>
  [`**${ask}**`, ...options.map((label, i) => `${i + 1}. ${label}`), howToReply].join("\n");

export function clarifyText(voice: Voice, choices: Choice[]): string {
  const say = phrasesIn(voice.language);
  const lines = [...choices.map(({ title }) => title), say.noneOfThese].map((title, i) => `${i + 1}. ${title}`);
  return paragraphs(opening(voice), `${say.clarify}\n${lines.join("\n")}`);
}

export interface NoticeDetails {
  /** T-142 */
  ticket: string;
  /** Where to sign in. */
  link?: string | undefined;
  name?: string | undefined;
  wait?: Waiting | undefined;
  /** What the guard found, for the warning of it. */
  signals?: readonly Signal[] | undefined;
}

export function noticeText(voice: Voice, notice: Notice, details: NoticeDetails): string {
  const say = phrasesIn(voice.language);
  if (isIncidentNotice(notice)) return paragraphs(opening(voice), incidentSentence(notice, voice.language, details));
  const sentence = {
    welcome: () => say.welcome,
    unread: () => say.unread,
    secret_warning: () => adviceFor(details.signals ?? [], voice.language),
    rated: () => say.rated,
    solved: () => say.solved,
    not_solved: () => say.notSolved,
    moved: () => say.moved,
    private_failed: () => say.privateFailed,
    private_busy: () => say.privateBusy,
    taken_back: () => say.takenBack(details.name ?? ""),
    ticket_opened: () => say.opened(details.ticket) + waitWords(voice.language, details.wait),
    ticket_reopened: () => say.reopened(details.ticket) + waitWords(voice.language, details.wait, true),
    ask_identity: () => say.askIdentity(details.ticket),
    taken: () => say.taken(details.ticket, details.name ?? ""),
    resolved: () => say.resolved(details.ticket),
  }[notice]();
  return paragraphs(opening(voice), sentence);
}

const GREETING =
  /^(?:hi+|hey+|hello+|yo|hola|good (?:morning|afternoon|evening|day)|greetings|anyone (?:here|there)|thanks?(?: you)?|thx|ty|ok(?:ay)?|(?:pl(?:ease|s) )?help(?: me)?|(?:i )?need (?:some )?help|can (?:you|someone|anyone) help(?: me)?|(?:i have )?a question|support|你好|您好|在吗|有人吗|哈喽|谢谢|早上好|晚上好|嗨|请问|帮帮我|帮忙|求助|有问题想问|请问一下)(?: (?:all|there|team|support|everyone|please|pls))?[\s!.?,！。？，~～]*$/iu;

/** What the guard puts in place of what it takes out. */
const PLACEHOLDER = /\[\[[A-Z]+_\d+\]\]/g;

/** A greeting, a thank-you, or nothing that has words in it, such as an e-mail address alone. */
export function isGreeting(text: string): boolean {
  const said = text.replace(PLACEHOLDER, "").normalize("NFKC").trim();
  return !hasWords(said) || GREETING.test(said);
}

const NONE = /^(?:none|neither|no|nope|none of (?:these|them|the above)|都不是|没有|不是)[\s!.。！]*$/iu;

/** The answer to a list of choices that means "none": its number, one past the last, or the word. */
export function saysNoneOfThese(text: string, offered: number): boolean {
  const plain = text.normalize("NFKC").trim();
  return NONE.test(plain) || plain.replace(/[.)。]$/, "") === String(offered + 1);
}

const DM_WARNING = {
  en: "We will never write to you first. Whoever sends you a private message now and offers help is not from our team: do not answer, do not follow a link, and never give a recovery phrase, a password or a code.",
  zh: "我们绝不会主动私信您。此时私信您并表示愿意帮忙的人都不是我们的员工：不要回复，不要点击链接，绝不要提供助记词、密码或验证码。",
};

/** What somebody who asks for help in public is told before a stranger writes to them. */
export const dmWarning = (language: string): string => (language.startsWith("zh") ? DM_WARNING.zh : DM_WARNING.en);
