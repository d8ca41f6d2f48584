/** What the desk itself tells a customer whose account is in danger. These sentences are approved: nothing else is said by itself. */
export const INCIDENT_NOTICES = [
  "risk_warning",
  "freeze_offer",
  "freeze_wished",
  "link_freeze",
  "link",
  "linked",
  "freeze_sent",
  "frozen",
  "restored",
  "update_frozen",
  "update_open",
] as const;
export type IncidentNotice = (typeof INCIDENT_NOTICES)[number];

export const isIncidentNotice = (notice: string): notice is IncidentNotice =>
  INCIDENT_NOTICES.some((it) => it === notice);

const EN: Record<IncidentNotice, string> = {
  risk_warning:
    "The exchange tells us of changes in your account that are unusual together, such as a sign-in from a new device, a new withdrawal address or a change of your password or second factor. If that was you, you need do nothing. If this was not you, reply “freeze”: that stops withdrawals and signs everybody out at once, and it can be undone later. We never ask for a password, a code or a recovery phrase.",
  freeze_offer:
    "If somebody else may be in your account, freeze it first: reply “freeze”. That stops withdrawals and signs everybody out at once; nothing is lost, and it can be undone later. Everything else can wait.",
  freeze_wished:
    "I have passed on that you want your account frozen. I do not know yet which account is yours: our security team looks at this now. You can also freeze it yourself: open the exchange yourself, in the app or at an address that you typed, and choose Freeze under Security.",
  link_freeze:
    "I do not know yet which account is yours. Sign in to the exchange through this link, and your account is frozen at once:\n{link}\nIt works once, for a few minutes. Before you sign in, check that the address begins with {host}. We never ask for a password or a code here. Our security team looks at this as well.",
  link: "To show that an account is yours, sign in to the exchange through this link:\n{link}\nIt works once, for a few minutes. Before you sign in, check that the address begins with {host}. We never ask for a password or a code here.",
  linked: "Thank you: the exchange says that you have signed in, and which account is yours.",
  freeze_sent: "Your freeze is on its way to the exchange. I will tell you here as soon as it is confirmed.",
  frozen:
    "Your account is frozen: no withdrawals, and everybody is signed out. Nobody can undo that alone, neither you nor one of us. Our team now finds out with you what happened. We never ask for a password, a code or a recovery phrase.",
  restored: "Your account is open again. Change your password and your second factor before you do anything else.",
  update_frozen:
    "Your account is still frozen, and our team is still at work on this. You will hear from us here again.",
  update_open:
    "Our team is still at work on this. If your account is in danger, reply “freeze”. You will hear from us here again.",
};

const ZH: Record<IncidentNotice, string> = {
  risk_warning:
    "交易所告知我们，您的账户近期出现了一些合在一起不寻常的变动，例如新设备登录、新增提币地址、更改密码或双重验证。如果是您本人操作，无需理会。如果不是您本人，请回复“冻结”：会立即停止提币并登出所有设备，之后可以解除。我们绝不会索要密码、验证码或助记词。",
  freeze_offer:
    "如果可能有他人进入了您的账户，请先冻结：回复“冻结”。冻结后会立即停止提币并登出所有设备；资产不会丢失，之后可以解除。其他事情都可以稍后再说。",
  freeze_wished:
    "已转达您要冻结账户的请求。我还不知道哪个账户是您的：安全团队正在处理。您也可以自行冻结：请自行打开 App 或手动输入网址登录交易所，在“安全”中选择“冻结”。",
  link_freeze:
    "我还不知道哪个账户是您的。请通过此链接登录交易所，登录后您的账户会立即冻结：\n{link}\n该链接只能使用一次，几分钟内有效。登录前请确认网址以 {host} 开头。我们绝不会在此索要密码或验证码。安全团队也在处理。",
  link: "为证明账户属于您，请通过此链接登录交易所：\n{link}\n该链接只能使用一次，几分钟内有效。登录前请确认网址以 {host} 开头。我们绝不会在此索要密码或验证码。",
  linked: "谢谢：交易所确认您已登录，并告知了哪个账户是您的。",
  freeze_sent: "您的冻结请求正在发送给交易所，确认后我会立即在此告知您。",
  frozen:
    "您的账户已冻结：无法提币，所有设备已登出。任何人（包括您和我们的任何一名员工）都无法单独解除。我们的团队将与您一起查明情况。我们绝不会索要密码、验证码或助记词。",
  restored: "您的账户已恢复。请先更改密码和双重验证，再进行其他操作。",
  update_frozen: "您的账户仍处于冻结状态，我们的团队仍在处理。有进展会在此告知您。",
  update_open: "我们的团队仍在处理。如果您的账户有危险，请回复“冻结”。有进展会在此告知您。",
};

export function incidentSentence(
  notice: IncidentNotice,
  language: string,
  { link }: { link?: string | undefined },
): string {
  const sentence = (language.startsWith("zh") ? ZH : EN)[notice];
  if (link === undefined) return sentence;
  return sentence.replace("{link}", link).replace("{host}", `${new URL(link).origin}/`);
}

const ASKS =
  /^(?:(?:please|pls|yes|ok|now|quick(?:ly)?|urgent(?:ly)?)[\s,:!]+)*(?:freeze|lock)(?:\s+(?:it|now|please|everything|all|my|the|account|funds?|withdrawals?|asap|immediately|at once))*[\s.!]*$/u;
const ASKS_ZH =
  /^(?:请|快|马上|立刻|立即|帮我|赶紧|紧急|先|把|我的?|账户|帐户|账号|资产|[，,\s])*(?:冻结|锁定|锁住)(?:它|我的?|账户|帐户|账号|资产|所有|全部|吧|了|一下|马上|立刻|立即|请|[，,\s])*[！!。.]*$/u;
const LONGEST = 120;

/** Whether all that a customer writes is that the account be frozen; a sentence about freezing is none. */
export function asksToFreeze(text: string): boolean {
  const plain = text
    .slice(0, LONGEST + 1)
    .normalize("NFKC")
    .trim()
    .toLowerCase();
  return plain.length <= LONGEST && (ASKS.test(plain) || ASKS_ZH.test(plain));
}
