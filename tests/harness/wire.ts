import type { WireTicket, WireTicketView } from "../../src/server/api.ts";

/** Sunday 22 November 2026, three in the morning UTC. */
export const NIGHT = Date.UTC(2026, 10, 22, 3);
const MINUTE = 60_000;

/** A ticket as the desk sends it: an ordinary one, but for what the test says. */
export function ticket(number: number, more: Partial<WireTicket> = {}): WireTicket {
  return {
    id: `ticket:${number}`,
    number,
    version: 1,
    state: "open",
    priority: "P2",
    team: "payments",
    tags: [],
    owner: null,
    acknowledged: false,
    category: "deposits",
    language: "en",
    channel: "console",
    customer: `console:customer-${number}`,
    subject: `Deposit ${number} has not arrived`,
    openedAt: NIGHT - number * MINUTE,
    updatedAt: NIGHT - number * MINUTE,
    dueAt: NIGHT + (60 + number) * MINUTE,
    dueKind: "first",
    breached: false,
    escalation: null,
    paged: [],
    pagedAt: null,
    snoozedUntil: null,
    ...more,
  };
}

/** A night's queue: an emergency that is late, Chinese and English, owned and not, seen and not. */
export const QUEUE: WireTicket[] = [
  ticket(7, {
    priority: "P0",
    category: "security",
    team: "security",
    language: "zh",
    channel: "discord",
    subject: "账户疑似被盗，请立即冻结！",
    dueAt: NIGHT - 51 * MINUTE,
    breached: true,
    owner: "mei",
    acknowledged: true,
  }),
  ticket(3, {
    priority: "P1",
    category: "security",
    team: "security",
    subject: "There is a withdrawal I did not make",
    dueAt: NIGHT + 3 * MINUTE,
  }),
  ticket(12, {
    priority: "P1",
    category: "withdrawals",
    language: "zh",
    subject: "提币一直显示处理中 👨‍👩‍👧 帮我转人工",
    dueAt: NIGHT + 54_000,
    owner: "bob",
  }),
  ticket(5, { subject: "Where is my USDT? 0x9f3c77aa12be4d4c7b6f0c2b8d1f0a9e8d7c6b5a" }),
  ticket(1, {
    state: "pending",
    dueAt: null,
    dueKind: null,
    owner: "mei",
    acknowledged: true,
    subject: "KYC rejected twice",
  }),
  ticket(9, {
    priority: "P3",
    category: null,
    language: "ja",
    subject: "本人確認が完了しません",
    dueAt: NIGHT + 26 * 60 * MINUTE,
  }),
  ticket(2, { subject: null, channel: "discord", dueAt: NIGHT + 106 * MINUTE }),
];

/** What the rules make of T-7. */
export const SUGGESTION: NonNullable<WireTicketView["suggestion"]> = {
  id: "t/6",
  at: NIGHT - 65 * MINUTE,
  by: "rules",
  category: "security",
  severity: "sev1",
  sentiment: "desperate",
  language: "zh",
  risks: ["account_takeover", "funds_at_risk"],
  needsHuman: true,
  confidence: 0.91,
  summary: "客户说账户被盗，要求立即冻结；提到 1,250 USDT 的一笔交易。",
  mentions: [
    { kind: "amount", value: "1,250 USDT" },
    { kind: "transaction", value: "0x9f3c77aa12be4d4c7b6f" },
  ],
  draft: [
    { text: "您可以在“设置 → 安全”中锁定账户。", article: "SEC-01", quote: "打开 设置 → 安全 → 锁定账户" },
    { text: "登录不了，就留在这里。", article: "SEC-01", quote: "登录不了，就留在这里" },
  ],
  similar: [4, 11],
  macro: null,
  prompt: null,
  trace: {
    outcome: "sev1, security",
    steps: [
      { step: "severity", result: "applied", because: "the ticket is P0" },
      { step: "sentiment", result: "applied", because: "“立即” and “！”: desperate" },
      { step: "model", result: "skipped", because: "no model is configured" },
    ],
  },
};

/** T-7 with everything that was said, noted and decided. */
export const VIEW: WireTicketView = {
  ticket: QUEUE[0] as WireTicket,
  transcript: [
    {
      id: "c/1",
      at: NIGHT - 66 * MINUTE,
      author: { side: "customer" },
      article: null,
      text: "我的账户疑似被盗，请立即冻结！交易哈希 0x9f3c77aa12be4d4c7b6f，金额 1,250 USDT，已经等了很久了，麻烦尽快处理！",
    },
    {
      id: "c/2",
      at: NIGHT - 66 * MINUTE,
      author: { side: "desk" },
      article: "SEC-01",
      text: "**紧急：立即冻结账户**\n\n1. 手动输入网址打开 **设置 → 安全 → 锁定账户**，不要点别人发来的链接，谁发的都不要点。\n2. 登录不了，就留在这里。",
    },
    { id: "c/3", at: NIGHT - 64 * MINUTE, author: { side: "customer" }, article: null, text: null },
    {
      id: "c/4",
      at: NIGHT - 60 * MINUTE,
      author: { side: "responder", name: "mei" },
      article: null,
      text: "您好，我们已暂停该账户的提现。",
    },
  ],
  entities: [],
  suggestion: SUGGESTION,
  clocks: [],
  notes: [
    { id: "t/5", at: NIGHT - 58 * MINUTE, by: "bob", text: "New device from Minsk at 02:02, see the access log." },
  ],
  history: [
    { id: "c/0", at: NIGHT - 66 * MINUTE, what: "conversation started in discord", trace: null },
    {
      id: "c/2",
      at: NIGHT - 66 * MINUTE,
      what: "decided: answer SEC-01, hand off: security",
      trace: {
        outcome: "answer SEC-01, hand off: security",
        steps: [
          { step: "language", result: "applied", because: "zh" },
          { step: "guard", result: "passed", because: "no risk signal" },
          { step: "choice", result: "skipped", because: "nothing was offered to choose from" },
          {
            step: "security",
            result: "applied",
            because: "SEC-01 is a security article and 91 % is at least 25 %: better told once too often",
          },
        ],
      },
    },
    { id: "t/1", at: NIGHT - 66 * MINUTE, what: "ticket T-7 opened", trace: null },
    {
      id: "t/2",
      at: NIGHT - 66 * MINUTE,
      what: "routed: P0 for security",
      trace: {
        outcome: "P0 for security",
        steps: [{ step: "rule “account takeover”", result: "applied", because: "the route is security" }],
      },
    },
    { id: "t/3", at: NIGHT - 60 * MINUTE, what: "mei acknowledged", trace: null },
    { id: "t/4", at: NIGHT - 60 * MINUTE, what: "mei took it", trace: null },
  ],
};
