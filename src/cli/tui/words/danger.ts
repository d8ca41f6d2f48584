import type { IncidentKind } from "../../../core/incident/incident.ts";

type What = "freeze" | "restore" | "approve";

/** Texts about security incidents, and of what cannot simply be taken back. */
export interface DangerWords {
  security: string;
  none: string;
  incident(number: number): string;
  kinds: Record<IncidentKind, string>;
  state: Record<"reported" | "contained" | "verified" | "restored" | "closed", string>;
  freeze: Record<"none" | "wished" | "requested" | "sent" | "failed" | "frozen", string>;
  restore: Record<"none" | "requested" | "ordered" | "sent" | "failed" | "restored", string>;
  account(account: string | null): string;
  verified(at: string | null): string;
  cooling(until: string): string;
  tell(at: string): string;
  approvals(count: number, by: string): string;
  timeline: string;
  next: string;
  linked(incidents: string): string;
  title: Record<What, (ticket: string) => string>;
  effect: Record<What, string>;
  customer: string;
  reason: string;
  accountField: string;
  type(customer: string): string;
  needReason: string;
  notThat: string;
  keys: string;
  notStale: string;
  notBulk: string;
  noRestore: string;
  noApproval: string;
  done: Record<What, (ticket: string) => string>;
}

export const DANGER: Record<"en" | "zh", DangerWords> = {
  en: {
    security: "SECURITY",
    none: "No incident is open.",
    incident: (number) => `INC-${number}`,
    kinds: {
      takeover: "account takeover",
      withdrawal: "withdrawal",
      secret: "secret shared",
      freeze: "freeze wished",
      risk: "risk",
      other: "other",
    },
    state: {
      reported: "! reported",
      contained: "■ contained",
      verified: "✓ verified",
      restored: "✓ restored",
      closed: "closed",
    },
    freeze: {
      none: "not frozen",
      wished: "the customer wishes a freeze",
      requested: "freeze asked for",
      sent: "freeze sent to the back office",
      failed: "✗ freeze failed",
      frozen: "■ frozen",
    },
    restore: {
      none: "",
      requested: "restore waits for two others",
      ordered: "restore approved",
      sent: "restore sent to the back office",
      failed: "✗ restore failed",
      restored: "✓ given back",
    },
    account: (account) => (account === null ? "account not known" : `account ${account}`),
    verified: (at) => (at === null ? "not verified" : `✓ verified ${at}Z`),
    cooling: (until) => `no restore before ${until}Z`,
    tell: (at) => `tell the customer something by ${at}Z`,
    approvals: (count, by) => `${count} of 2 approvals${by === "" ? "" : `: ${by}`}`,
    timeline: "TIMELINE",
    next: "TO DO NEXT",
    linked: (incidents) => `shares something with ${incidents}`,
    title: {
      freeze: (ticket) => `FREEZE THE ACCOUNT OF ${ticket}`,
      restore: (ticket) => `ASK TO GIVE THE ACCOUNT OF ${ticket} BACK`,
      approve: (ticket) => `APPROVE GIVING THE ACCOUNT OF ${ticket} BACK`,
    },
    effect: {
      freeze:
        "Signing in, trading and withdrawing stop at once. Giving it back takes the customer's proof, a pause, and two others.",
      restore: "Nothing happens yet: two people besides you have to approve, after the pause.",
      approve: "With the second approval the account is its owner's again, and can withdraw.",
    },
    customer: "Customer",
    reason: "Reason",
    accountField: "Account at the exchange, if not the linked one",
    type: (customer) => `Type ${customer} to confirm`,
    needReason: "A reason is needed; it is kept with your name.",
    notThat: "That is not what is to be typed: look at the customer again.",
    keys: "tab next field · enter when the id is typed · esc cancels",
    notStale: "Not while what is shown may be old: wait for ● live.",
    notBulk: "Never on several at once: esc takes the marks away.",
    noRestore: "Nothing is frozen here that could be given back.",
    noApproval: "No restore waits for your approval here.",
    done: {
      freeze: (ticket) => `✓ Freeze of ${ticket} asked for.`,
      restore: (ticket) => `✓ ${ticket}: two others have to approve.`,
      approve: (ticket) => `✓ ${ticket}: your approval counts.`,
    },
  },
  zh: {
    security: "安全",
    none: "没有进行中的安全事件。",
    incident: (number) => `INC-${number}`,
    kinds: {
      takeover: "账户被盗用",
      withdrawal: "异常提币",
      secret: "泄露机密",
      freeze: "请求冻结",
      risk: "风险",
      other: "其他",
    },
    state: {
      reported: "! 已报告",
      contained: "■ 已控制",
      verified: "✓ 已核实",
      restored: "✓ 已恢复",
      closed: "已关闭",
    },
    freeze: {
      none: "未冻结",
      wished: "客户请求冻结",
      requested: "已申请冻结",
      sent: "冻结已发往后台",
      failed: "✗ 冻结失败",
      frozen: "■ 已冻结",
    },
    restore: {
      none: "",
      requested: "恢复等待另外两人批准",
      ordered: "恢复已批准",
      sent: "恢复已发往后台",
      failed: "✗ 恢复失败",
      restored: "✓ 已恢复",
    },
    account: (account) => (account === null ? "账户未知" : `账户 ${account}`),
    verified: (at) => (at === null ? "未核实身份" : `✓ 已核实 ${at}Z`),
    cooling: (until) => `${until}Z 之前不可恢复`,
    tell: (at) => `${at}Z 前须告知客户进展`,
    approvals: (count, by) => `批准 ${count}/2${by === "" ? "" : `：${by}`}`,
    timeline: "时间线",
    next: "下一步",
    linked: (incidents) => `与 ${incidents} 有关联`,
    title: {
      freeze: (ticket) => `冻结 ${ticket} 的账户`,
      restore: (ticket) => `申请恢复 ${ticket} 的账户`,
      approve: (ticket) => `批准恢复 ${ticket} 的账户`,
    },
    effect: {
      freeze: "登录、交易和提币立即停止。恢复需要客户证明身份、等待期以及另外两人批准。",
      restore: "暂不生效：等待期过后，须由您以外的两人批准。",
      approve: "第二次批准后，账户归还给所有者，可以提币。",
    },
    customer: "客户",
    reason: "原因",
    accountField: "交易所账户（留空为已关联账户）",
    type: (customer) => `输入 ${customer} 以确认`,
    needReason: "请填写原因，它会与您的名字一同保存。",
    notThat: "输入不一致：请再次核对客户。",
    keys: "tab 下一栏 · 输入编号后按 enter · esc 取消",
    notStale: "数据可能不是最新，不能执行：请等待 ● 实时。",
    notBulk: "不能批量执行：按 esc 取消标记。",
    noRestore: "这里没有可以恢复的冻结。",
    noApproval: "这里没有等待您批准的恢复申请。",
    done: {
      freeze: (ticket) => `✓ 已申请冻结 ${ticket} 的账户。`,
      restore: (ticket) => `✓ ${ticket}：等待另外两人批准。`,
      approve: (ticket) => `✓ ${ticket}：您的批准已记录。`,
    },
  },
};
