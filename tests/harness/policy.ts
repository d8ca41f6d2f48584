import { parseConfig } from "../../src/core/config/parse.ts";
import { guardPolicy } from "../../src/core/guard/policy.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { buildKnowledge } from "../../src/core/knowledge/knowledge.ts";
import { parseArticle } from "../../src/core/knowledge/parse.ts";
import type { Macro } from "../../src/core/macro/macro.ts";
import { knownFrom } from "../../src/core/outbound/known.ts";
import type { Policy } from "../../src/core/policy.ts";
import { renderProblem } from "../../src/core/problem.ts";

/** An article from its front matter and body, as a test writes it. */
export function article(
  id: string,
  more: Partial<Pick<Article, "title" | "route" | "category" | "language" | "owner" | "body">> & {
    questions: string[];
  },
): Article {
  const {
    title = id,
    route = "self",
    category = "support",
    language = "en",
    owner = "frontline",
    body = `What to do about ${id}.`,
    questions,
  } = more;
  const front = { id, title, category, language, questions, route, owner, reviewed: "2026-11-20" };
  const source = `---\n${Object.entries(front)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n")}\n---\n${body}\n`;
  const parsed = parseArticle(source, `${id}.md`, new Map());
  if (parsed.article === undefined) throw new Error(parsed.problems.map(renderProblem).join("\n"));
  return parsed.article;
}

/** The articles that most tests ask about. */
export const ARTICLES: Article[] = [
  article("DEP-01", {
    title: "My crypto deposit has not arrived",
    category: "deposits",
    route: "verify",
    owner: "payments",
    questions: [
      "deposit missing",
      "i sent btc 2 hours ago nothing shows",
      "where is my usdt deposit",
      "my deposit has not arrived",
    ],
  }),
  article("WDL-01", {
    title: "Withdrawal is pending",
    category: "withdrawals",
    route: "verify",
    owner: "payments",
    questions: ["my withdrawal is stuck", "withdrawal pending for hours", "it says processing since yesterday"],
  }),
  article("SEC-01", {
    title: "EMERGENCY: lock your account now",
    category: "security",
    route: "security",
    owner: "security",
    questions: ["lock my account", "freeze everything now", "someone is in my account please stop withdrawals"],
  }),
  article("SEC-01", {
    title: "紧急：立即锁定账户",
    category: "security",
    route: "security",
    owner: "security",
    language: "zh",
    questions: ["账户被盗，马上帮我冻结", "有人登录了我的账户", "快锁定我的账户"],
  }),
  article("LEG-04", {
    title: "How to make a formal complaint",
    category: "legal",
    route: "specialist",
    owner: "compliance",
    questions: ["i want to make a formal complaint", "escalate to the ombudsman", "complaint reference number"],
  }),
  article("FEE-01", {
    title: "Trading fee schedule",
    category: "fees",
    owner: "trading",
    questions: ["what are your trading fees", "maker versus taker fee", "how do i get lower fees"],
  }),
];

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, payments, security, compliance]
people: { mei: { name: Mei }, bob: { name: Bob } }
rules:
  - { name: a secret was shared, when: { signal: [seed_shared, key_shared] }, do: { priority: P1, team: security } }
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
  - { name: asked for a person, when: { reason: asked_for_person }, do: { priority: P2 } }
sla:
  P1: { first: 15m, next: 15m, resolution: 8h }
  P2: { first: 1h, next: 2h, resolution: 1d }
`;

/** The policy that most tests run under; `yaml` replaces the configuration. */
export function testPolicy({
  yaml = YAML,
  articles = ARTICLES,
  facts = {},
  macros = [],
}: {
  yaml?: string;
  articles?: Article[];
  facts?: Record<string, string>;
  macros?: Macro[];
} = {}): Policy {
  const { config, problems } = parseConfig(yaml, "nightdesk.yaml");
  if (config === undefined) throw new Error(problems.map(renderProblem).join("\n"));
  return {
    config,
    knowledge: buildKnowledge(articles, { languages: config.desk.languages }),
    guard: guardPolicy(config),
    known: knownFrom(new Map(Object.entries(facts).map(([key, value]) => [key, { value, example: false }]))),
    macros,
  };
}
