import { article, testPolicy } from "./policy.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
reply: { answerAt: 0.05, clarifyAt: 0.02 }
teams: [frontline, platform, security]
people: { mei: { name: Mei }, ana: { name: Ana }, bob: { name: Bob, team: platform } }
surge: { window: 4m, atLeast: 12, page: [] }
schedules: { s: { layers: [{ name: all, people: [ana] }] } }
rules:
  - { name: a secret was shared, when: { signal: [seed_shared, key_shared] }, do: { priority: P1, team: security } }
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
  - name: outage surge
    when: { surge: true, category: [status, withdrawals, deposits, trading, api] }
    do: { priority: P2, team: platform, tags: [surge] }
  - { name: open outage, group: marks, when: { outage_open: true }, do: { tags: [outage] } }
`;

const ARTICLES = [
  article("WDL-01", {
    title: "Withdrawal is pending",
    category: "withdrawals",
    route: "specialist",
    questions: ["my withdrawal is stuck", "withdrawal pending for hours", "it says processing since yesterday"],
  }),
  article("WDL-01", {
    title: "提币处理中",
    category: "withdrawals",
    route: "specialist",
    language: "zh",
    questions: ["提币一直处理中", "提现卡住了", "提币没有到账"],
  }),
  article("SEC-01", {
    title: "Lock your account now",
    category: "security",
    route: "security",
    questions: ["lock my account", "freeze everything now", "someone is in my account please stop withdrawals"],
  }),
  article("FEE-01", {
    title: "Trading fee schedule",
    category: "fees",
    questions: ["what are your trading fees", "maker versus taker fee", "how do i get lower fees"],
  }),
];

/** A desk for outages: one article that many ask about, one that is urgent and one that is neither. */
/** `page`: who hears of an outage that the desk opened by itself. */
export const outagePolicy = (more = "", facts: Record<string, string> = {}, page = "[]") =>
  testPolicy({ yaml: YAML.replace("page: []", `page: ${page}`) + more, articles: ARTICLES, facts });
