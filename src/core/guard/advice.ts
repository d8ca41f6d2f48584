import type { Signal } from "./signals.ts";

interface Advice {
  signal: Signal;
  /** What was in the message, and what to do about it, in two languages. */
  en: [held: string, act: string];
  zh: [held: string, act: string];
}

const MOVE_EN =
  "Treat it as stolen: move what it protects to a new wallet now, from a device you trust. Nobody from our team will ever ask for it.";
const MOVE_ZH = "请当作已经泄露：请立即在可信设备上把资产转移到新钱包。我们的工作人员绝不会索要这些信息。";
const NEEDLESS_EN = "You need not send it here: we never ask for it in a chat.";
const NEEDLESS_ZH = "无需在此发送：我们不会在聊天中索要这些信息。";

/** What a customer is told at once, the worst first. An e-mail address or a telephone number is taken out without a word. */
const ADVICE: Advice[] = [
  { signal: "seed_shared", en: ["a recovery phrase", MOVE_EN], zh: ["助记词", MOVE_ZH] },
  { signal: "key_shared", en: ["a private key", MOVE_EN], zh: ["私钥", MOVE_ZH] },
  {
    signal: "seed_partial",
    en: [
      "what looks like a part of a recovery phrase",
      "If it is one, never send the rest to anybody, and move what it protects to a new wallet.",
    ],
    zh: ["疑似部分助记词", "如确为助记词，切勿把其余单词发给任何人，并请把资产转移到新钱包。"],
  },
  {
    signal: "api_secret_shared",
    en: ["an API secret", "Delete that key now where you made it, and make a new one if you need it."],
    zh: ["API 密钥", "请立即在创建处删除该密钥，如有需要再重新创建。"],
  },
  {
    signal: "password_shared",
    en: ["a password", "Change it now, wherever you use it. Nobody from our team will ever ask for it."],
    zh: ["密码", "请立即修改，其他使用同一密码的地方也要修改。我们的工作人员绝不会索要密码。"],
  },
  {
    signal: "code_shared",
    en: [
      "a security code",
      "Do not use it any more: ask for a new one, and make new backup codes if it was one of them.",
    ],
    zh: ["验证码或备用码", "请勿再使用：请重新获取验证码；如为备用码，请重新生成。我们的工作人员绝不会索要验证码。"],
  },
  {
    signal: "card_shared",
    en: ["card details", "Call your bank if others could read them, and have the card replaced."],
    zh: ["银行卡信息", "如他人可能看到，请联系发卡行挂失或换卡。"],
  },
  { signal: "iban_shared", en: ["a bank account number", NEEDLESS_EN], zh: ["银行账号", NEEDLESS_ZH] },
  { signal: "document_shared", en: ["an identity number", NEEDLESS_EN], zh: ["证件号码", NEEDLESS_ZH] },
  { signal: "tax_number_shared", en: ["a tax number", NEEDLESS_EN], zh: ["税号", NEEDLESS_ZH] },
];

/** What a customer who shared something has to know: what was removed, and what to do now. Null when there is nothing to say. */
export function adviceFor(signals: readonly Signal[], language: string): string | null {
  const given = ADVICE.filter(({ signal }) => signals.includes(signal));
  if (given.length === 0) return null;
  const chinese = language.startsWith("zh");
  const told = given.map(({ en, zh }) => (chinese ? zh : en));
  const held = told.map(([what]) => what);
  const acts = [...new Set(told.map(([, act]) => act))];
  return chinese
    ? `您的消息中包含${held.join("、")}。我在保存之前已将其删除，请您也删除该消息。${acts.join("")}`
    : `Your message held ${held.join(", ").replace(/, ([^,]*)$/, " and $1")}. I removed it before anything was stored; please delete your message too. ${acts.join(" ")}`;
}
