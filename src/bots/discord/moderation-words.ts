import { excerpt } from "../../core/text.ts";

const en = {
  done: {
    flag: "Noticed",
    hold: "Held back",
    delete: "Deleted",
    time_out: "Deleted, and its author timed out",
  },
  undo: "Undo",
  erased: "(erased)",
  what: (done: string, user: string, channel: string, why: string) =>
    `**${done}**: <@${user}> in <#${channel}>: ${why}`,
  warned: (why: string) => `A message of yours was removed: ${why}. If that was a mistake, tell a moderator.`,
  reported: (by: string, author: string, id: string) => `**Reported as a scam** by ${by}\nWritten by ${author} (${id})`,
};
export type ModerationWords = typeof en;

const zh: ModerationWords = {
  done: { flag: "已注意到", hold: "已拦下", delete: "已删除", time_out: "已删除，并禁言作者" },
  undo: "撤销",
  erased: "（已删除）",
  what: (done, user, channel, why) => `**${done}**：<@${user}> 于 <#${channel}>：${why}`,
  warned: (why) => `您的一条消息已被删除：${why}。如有误判，请联系管理员。`,
  reported: (by, author, id) => `**被举报为诈骗**，举报人 ${by}\n作者 ${author}（${id}）`,
};

export const moderationWordsIn = (language: string): ModerationWords => (language.startsWith("zh") ? zh : en);

/** What the guard says of a message, by its English words; names and addresses stand in others, which stay as they are. */
const REASONS_ZH: Record<string, string> = {
  "asks for a recovery phrase or a private key": "索要助记词或私钥",
  "asks for a password or a one-time code": "索要密码或验证码",
  "tells people to connect or validate their wallet": "要求连接或验证钱包",
  "asks for a private message": "要求私信联系",
  "goes on in private without being asked": "未经邀请转为私聊",
  "offers to solve it in person": "声称可以私下解决",
  "poses as support, or sends people to somebody who does": "冒充客服，或引导他人联系冒充者",
  "leads to another messenger": "引导至其他聊天软件",
  "promises something for nothing": "承诺免费赠送",
  "gives away goods to whoever writes first": "以先到先得为名赠送物品",
  "promises to send back more than it is sent": "承诺返还更多",
  "promises to multiply coins": "承诺让资产翻倍",
  "offers to recover what was lost": "声称可以追回损失",
  "praises somebody who got coins back": "吹捧所谓追回资产的人",
  "promises profits, signals or an expert trader": "承诺收益、喊单或带单",
  "offers easy work": "以轻松兼职为诱饵",
  "offers to trade outside the exchange": "提议场外交易",
  "threatens with a locked account unless one acts": "以冻结账户相威胁",
  "gives a telephone number as support": "给出所谓的客服电话",
  "asks to scan a code": "要求扫码",
  "lures with adult content": "以成人内容引诱",
  "asks for coins to be sent to an address": "要求向某地址转账",
};

/** Why something was done about a message, at most so long. */
export function reasonIn(language: string, reason: string, most: number): string {
  const known = language.startsWith("zh") ? REASONS_ZH[reason.replace(/^it /, "")] : undefined;
  return excerpt(known ?? reason, most);
}
