import { describe, expect, test } from "vitest";
import { questionOf } from "../../../src/core/ask.ts";
import type { ConversationCommand, ConversationEvent } from "../../../src/core/conversation/conversation.ts";
import type { Article } from "../../../src/core/knowledge/article.ts";
import { conversations } from "../../../src/core/streams.ts";
import { story } from "../../harness/given.ts";
import { ARTICLES, testPolicy } from "../../harness/policy.ts";

const policy = testPolicy();
const policyWithGuide = (guide: NonNullable<Article["guide"]>) =>
  testPolicy({ articles: ARTICLES.map((it) => (it.id === "DEP-01" ? { ...it, guide } : it)) });
const NOW = Date.UTC(2026, 10, 22, 3);
const place = { channel: "console", thread: "alice" };
const given = story(conversations, "conversation:c1", policy, NOW);

/** A customer's message, and what the knowledge base made of it: its best article with a probability, or nothing. */
function says(text: string, best?: string, confidence = 0.9): ConversationCommand {
  const article = policy.knowledge.articles.find(({ id }) => id === best);
  const others = policy.knowledge.articles.filter(({ id, language }) => id !== best && language === "en").slice(0, 2);
  const hits =
    article === undefined
      ? []
      : [article, ...others].map(({ id, title, language }, i) => ({
          article: id,
          title,
          language,
          score: 1 / (i + 1),
        }));
  const intent = article === undefined ? null : { article: article.id, category: article.category };
  const asked = questionOf(text, policy);
  const question = {
    ...asked,
    assessment: { language: asked.language, hits, intent, confidence: article === undefined ? 0 : confidence },
  };
  return { type: "receive", place, customer: "console:alice", externalId: "m1", question, newTicket: "ticket:new" };
}
const started: ConversationEvent = { type: "conversation.started", customer: "console:alice", place, language: "en" };
const subject = { content: null, article: null, category: null, confidence: 0, signals: [] };
const handedOff: ConversationEvent = {
  type: "handed_off",
  ticket: "ticket:t1",
  reopen: false,
  reason: "no_answer",
  subject,
};
const choices = [
  { article: "DEP-01", title: "My crypto deposit has not arrived" },
  { article: "WDL-01", title: "Withdrawal is pending" },
];
const clarified: ConversationEvent = { type: "clarified", choices, language: "en" };

describe("with the bot", () => {
  test("a question that an article answers is answered, by a machine that says so", () => {
    const { events, texts } = given()
      .when(says("my deposit has not arrived", "DEP-01"))
      .decides("conversation.started", "message.received", "question.assessed", "answered");
    expect(events.at(-1)).toMatchObject({ article: "DEP-01", exact: true, withHandOff: false, guide: null });
    expect(texts.at(-1)).toContain("a machine");
    expect(texts.at(-1)).toContain("“human”");
    expect(texts.at(-1)).toContain("Source: DEP-01");
  });

  test("it introduces itself once", () => {
    const answered: ConversationEvent = {
      type: "answered",
      article: "DEP-01",
      title: "",
      language: "en",
      exact: true,
      withHandOff: false,
      guide: null,
    };
    const { texts } = given(started, answered)
      .when(says("my withdrawal is stuck", "WDL-01"))
      .decides("message.received", "question.assessed", "answered");
    expect(texts.at(-1)).not.toContain("a machine");
  });

  test.each([
    "human",
    "Agent!",
    "i want a real person please, this bot is useless to me",
    "转人工",
    "我要找人工客服，别再自动回复了",
  ])("“%s” reaches a person", (text) => {
    const { events } = given(started).when(says(text)).decides("message.received", "question.assessed", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "asked_for_person", ticket: "ticket:new" });
  });

  test("a bare “human” is about what was asked before it", () => {
    const assessed: ConversationEvent = {
      type: "question.assessed",
      trace: { outcome: "", steps: [] },
      confidence: 0.8,
      language: "en",
      hits: [{ article: "DEP-01", score: 1 }],
    };
    const asked: ConversationEvent = {
      type: "message.received",
      from: { side: "customer" },
      place,
      signals: [],
      redacted: 0,
    };
    const { events } = given(started, asked, assessed).when(says("human", "SEC-01", 0.3));
    expect(events.at(-1)).toMatchObject({
      reason: "asked_for_person",
      subject: { content: "conversation:c1/2", article: "DEP-01", category: "deposits" },
    });
    const longer = says("still nothing after six confirmations. human please", "FEE-01", 0.3);
    expect(given(started, asked, assessed).when(longer).events.at(-1)).toMatchObject({
      subject: { content: "conversation:c1/2", article: "DEP-01" },
    });
  });

  test("a stolen account is answered and handed off in one decision", () => {
    const { events } = given(started)
      .when(says("someone is in my account please stop withdrawals", "SEC-01", 0.3))
      .decides("message.received", "question.assessed", "answered", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "security", subject: { article: "SEC-01", category: "security" } });
  });

  test("Chinese is answered in Chinese", () => {
    const { events, texts } = given()
      .when(says("账户被盗，马上帮我冻结", "SEC-01"))
      .decides("conversation.started", "message.received", "question.assessed", "answered", "handed_off");
    expect(events.at(-2)).toMatchObject({ article: "SEC-01", language: "zh" });
    expect(texts.at(-1)).toContain("机器人");
  });

  test("a question that no article answers goes to a person", () => {
    const { events } = given(started)
      .when(says("quantum zebra accordion"))
      .decides("message.received", "question.assessed", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "no_answer" });
  });

  test("between the two thresholds it offers what comes nearest, and none of it", () => {
    const { events, texts } = given(started)
      .when(says("money gone", "DEP-01", 0.4))
      .decides("message.received", "question.assessed", "clarified");
    expect(events.at(-1)).toMatchObject({
      choices: [{ article: "DEP-01" }, { article: "WDL-01" }, { article: "SEC-01" }],
    });
    expect(texts.at(-1)).toMatch(/1\. My crypto deposit[\s\S]*4\. None of these/);
  });

  test("what it offers has the customer's language", () => {
    const asked = says("somebody was in there", "SEC-01", 0.4) as Extract<ConversationCommand, { type: "receive" }>;
    const hits = asked.question.assessment.hits
      .map((it) => ({ ...it, title: "紧急：立即锁定账户", language: "zh" }))
      .toReversed();
    const { events } = given(started).when({
      ...asked,
      question: { ...asked.question, assessment: { ...asked.question.assessment, hits } },
    });
    const clarified = events.find((it) => it.type === "clarified");
    expect(clarified?.choices.find((it) => it.article === "SEC-01")?.title).toBe("EMERGENCY: lock your account now");
  });

  test("it does not ask a third time", () => {
    given(started, clarified, clarified)
      .when(says("money gone", "DEP-01", 0.4))
      .decides("message.received", "question.assessed", "handed_off");
  });

  test("below the lower threshold it hands off and says why", () => {
    const { events } = given(started)
      .when(says("the weather in lisbon", "FEE-01", 0.1))
      .decides("message.received", "question.assessed", "handed_off");
    expect(events[1]).toMatchObject({
      trace: {
        outcome: "hand off: no_answer",
        steps: expect.arrayContaining([
          { step: "confidence", result: "applied", because: "FEE-01: 10.0 % is below 25.0 %" },
        ]),
      },
    });
  });

  test("a question for a specialist is answered, and a ticket opened", () => {
    const { events } = given(started)
      .when(says("complaint", "LEG-04"))
      .decides("message.received", "question.assessed", "answered", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "specialist", subject: { article: "LEG-04", category: "legal" } });
  });

  test("no trace holds what was written", () => {
    const { events } = given(started).when(says("zanzibar marzipan", "DEP-01", 0.4));
    expect(JSON.stringify(events)).not.toContain("marzipan");
  });

  test("a greeting is answered by asking what happened", () => {
    given().when(says("hello")).decides("conversation.started", "message.received", "question.assessed", "notified");
  });

  test("words that cannot be looked up go to a person the second time", () => {
    const welcomed: ConversationEvent = { type: "notified", notice: "welcome", language: "en" };
    given(started, welcomed).when(says("🙏🙏🙏")).decides("message.received", "question.assessed", "handed_off");
  });

  test("a seed phrase is taken out, warned of and handed off", () => {
    const { events, texts } = given(started)
      .when(says(`help, my phrase is ${"abandon ".repeat(11)}about`))
      .decides("message.received", "question.assessed", "notified", "handed_off");
    expect(events[0]).toMatchObject({ signals: ["seed_shared"], redacted: 1 });
    expect(texts[0]).toBe("help, my phrase is [[SEED_1]]");
    expect(texts.join()).not.toContain("abandon");
    expect(events.at(-1)).toMatchObject({ reason: "secret_shared" });
  });
});

describe("after a clarification", () => {
  test.each([
    ["2", "WDL-01"],
    ["1.", "DEP-01"],
    ["Withdrawal is pending", "WDL-01"],
  ])("“%s” chooses %s", (text, article) => {
    const { events } = given(started, clarified)
      .when(says(text))
      .decides("message.received", "question.assessed", "answered");
    expect(events.at(-1)).toMatchObject({ article });
  });

  test.each(["3", "none of these"])("“%s” reaches a person", (text) => {
    const { events } = given(started, clarified)
      .when(says(text))
      .decides("message.received", "question.assessed", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "declined_choices" });
  });

  test("a new question is a new question", () => {
    const { events } = given(started, clarified)
      .when(says("maker versus taker fee", "FEE-01"))
      .decides("message.received", "question.assessed", "answered");
    expect(events.at(-1)).toMatchObject({ article: "FEE-01" });
  });
});

describe("asked about nothing but a subject", () => {
  const near = (text: string, confidence: number): ConversationCommand => {
    const command = says(text, "DEP-01", confidence) as Extract<ConversationCommand, { type: "receive" }>;
    const { assessment } = command.question;
    const hits = assessment.hits.map((hit, i) => ({ ...hit, score: 10 - i }));
    return { ...command, question: { ...command.question, assessment: { ...assessment, hits } } };
  };

  test.each(["deposit?", "充值"])("“%s” is asked back, however sure the best guess is", (text) => {
    const { events } = given(started).when(near(text, 0.9));
    expect(events.at(-1)).toMatchObject({ type: "clarified" });
  });

  test("unless one article stands out, it is the article's own question, or there is more to go by", () => {
    const last = (command: ConversationCommand) => given(started).when(command).events.at(-1);
    expect(last(says("deposit?", "DEP-01"))).toMatchObject({ article: "DEP-01" });
    expect(last(near("deposit?", 0.99))).toMatchObject({ article: "DEP-01" });
    expect(last(near("deposit missing", 0.9))).toMatchObject({ article: "DEP-01" });
  });

  test.each(["help", "Need help please!", "帮帮我"])("“%s” is asked what happened", (text) => {
    const { events } = given(started).when(says(text, "FEE-01"));
    expect(events.at(-1)).toMatchObject({ type: "notified", notice: "welcome" });
  });
});

describe("in a guide", () => {
  const GUIDE = {
    start: "shows",
    steps: {
      shows: {
        ask: "Does it show on the explorer?",
        options: [
          { label: "Yes, confirmed", go: "wait" },
          { label: "No", go: "person" },
          { label: "I don't know", go: "network" },
        ],
      },
      network: {
        ask: "Which network was it?",
        options: [
          { label: "Bitcoin", go: "wait" },
          { label: "Another", go: "person" },
        ],
      },
      wait: { say: "It will be credited soon.", end: "solved" as const },
      person: { say: "Have the amount at hand.", end: "handoff" as const },
    },
  };
  const guided = policyWithGuide(GUIDE);
  const given = story(conversations, "conversation:c1", guided, NOW);
  const asked: ConversationEvent = {
    type: "answered",
    article: "DEP-01",
    title: "t",
    language: "en",
    exact: true,
    withHandOff: false,
    guide: { step: "shows", options: ["Yes, confirmed", "No", "I don't know"] },
  };

  test("an article with one asks its first question instead of telling everything", () => {
    const { events, texts } = given(started)
      .when(says("deposit", "DEP-01"))
      .decides("message.received", "question.assessed", "answered");
    expect(events.at(-1)).toMatchObject({
      guide: { step: "shows", options: ["Yes, confirmed", "No", "I don't know"] },
    });
    expect(texts.at(-1)).toMatch(/Does it show on the explorer\?[\s\S]*1\. Yes, confirmed\n2\. No/);
    expect(texts.at(-1)).not.toContain("credited soon");
  });

  test.each(["1", "option 1", "第1个", "yes, CONFIRMED", "yes", "yep", "confirmed", "是的"])(
    "“%s” takes the option to its end",
    (text) => {
      const { events, texts } = given(started, asked)
        .when(says(text))
        .decides("message.received", "question.assessed", "guided");
      expect(events.at(-1)).toMatchObject({ guide: null });
      expect(texts.at(-1)).toContain("It will be credited soon.");
    },
  );

  test("an end may be a person", () => {
    const { events } = given(started, asked)
      .when(says("2"))
      .decides("message.received", "question.assessed", "guided", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "guide", subject: { article: "DEP-01" } });
  });

  const further: ConversationEvent = {
    type: "guided",
    article: "DEP-01",
    title: "t",
    language: "en",
    withHandOff: false,
    guide: { step: "network", options: ["Bitcoin", "Another"] },
  };
  const ended: ConversationEvent = { ...further, guide: null };

  test.each(["back", "Go back!", "返回", "上一步"])("“%s” puts the question before again", (text) => {
    const { events, texts } = given(started, asked, further).when(says(text));
    expect(events.at(-1)).toMatchObject({ type: "guided", guide: { step: "shows" } });
    expect(texts.at(-1)).toContain("“back” returns");
  });

  test("the way back goes on to the first question, also from an end and from the whole article", () => {
    const step = (...events: ConversationEvent[]) =>
      given(started, asked, ...events)
        .when(says("back"))
        .events.at(-1);
    expect(step()).toMatchObject({ guide: { step: "shows" } });
    expect(step(further, ended)).toMatchObject({ guide: { step: "network" } });
    expect(step(further, ended, further)).toMatchObject({ guide: { step: "shows" } });
    expect(step(further, { ...asked, guide: null })).toMatchObject({ guide: { step: "network" } });
    expect(given(started, asked, further).when(says("start over")).events.at(-1)).toMatchObject({
      guide: { step: "shows" },
    });
  });

  test("once it ended only a number picks another option: “yes” may be about anything", () => {
    const last = (text: string) => given(started, asked, further, ended).when(says(text)).events.at(-1);
    expect(last("2")).toMatchObject({ type: "handed_off", reason: "guide" });
    expect(last("another")).toMatchObject({ type: "handed_off", reason: "no_answer" });
  });

  test("a number that no option has puts the question again", () => {
    expect(given(started, asked).when(says("7")).events.at(-1)).toMatchObject({ guide: { step: "shows" } });
    expect(given(started, clarified).when(says("7")).events.at(-1)).toMatchObject({ type: "clarified", choices });
  });

  test.each(["ok then", "好的"])("“%s” says too little to be a new question: it is put again", (text) => {
    const at = given(started, asked).when(says(text)).events.at(-1);
    expect(at).toMatchObject({ type: "guided", guide: { step: "shows" } });
  });

  test("of a specialist's article the ticket is theirs, and comes where the guide ends with a person", () => {
    const special = testPolicy({
      articles: ARTICLES.map((it) => (it.id === "DEP-01" ? { ...it, route: "specialist", guide: GUIDE } : it)),
    });
    const told = story(conversations, "conversation:c1", special, NOW);
    expect(told(started).when(says("deposit", "DEP-01")).events.at(-1)).toMatchObject({
      type: "answered",
      guide: { step: "shows" },
    });
    expect(told(started, asked).when(says("2")).events.at(-1)).toMatchObject({ reason: "specialist" });
    expect(told(started, asked).when(says("all")).events.at(-1)).toMatchObject({ reason: "specialist" });
  });

  test("its ticket is about the question that led to it, not about “2”", () => {
    const received: ConversationEvent = {
      type: "message.received",
      from: { side: "customer" },
      place,
      signals: [],
      redacted: 0,
    };
    const assessed: ConversationEvent = {
      type: "question.assessed",
      trace: { outcome: "", steps: [] },
      confidence: 0.9,
      language: "en",
      hits: [{ article: "DEP-01", score: 1 }],
    };
    const { events } = given(started, received, assessed, asked).when(says("2"));
    expect(events.at(-1)).toMatchObject({ subject: { content: "conversation:c1/2", confidence: 0.9 } });
  });

  test("“all” gives the whole article, a person and another question are still to be had", () => {
    const { texts } = given(started, asked)
      .when(says("all"))
      .decides("message.received", "question.assessed", "answered");
    expect(texts.at(-1)).toContain("What to do about DEP-01.");
    given(started, asked).when(says("human")).decides("message.received", "question.assessed", "handed_off");
    given(started, asked)
      .when(says("what are your fees", "FEE-01"))
      .decides("message.received", "question.assessed", "answered");
  });

  test("a number answers in the customer's language", () => {
    const zh: ConversationEvent = {
      ...(started as Extract<ConversationEvent, { type: "conversation.started" }>),
      language: "zh",
    };
    const { events } = given(zh, asked).when(says("1"));
    expect(events.find(({ type }) => type === "question.assessed")).toMatchObject({ language: "zh" });
  });
});

describe("with a person", () => {
  test("the bot stays silent", () => {
    given(started, handedOff).when(says("my deposit has not arrived")).decides("message.received");
  });

  test("but an account in danger gets a ticket of its own, once", () => {
    const help = says("someone is in my account, freeze it", "SEC-01");
    const { events } = given(started, handedOff)
      .when(help)
      .decides("message.received", "question.assessed", "handed_off");
    expect(events.at(-1)).toMatchObject({ reason: "security", ticket: "ticket:new", subject: { article: "SEC-01" } });
    given(started, handedOff, ...events)
      .when(help)
      .decides("message.received");
    given(started, handedOff)
      .when(says("my account", "SEC-01", 0.4))
      .decides("message.received");
  });

  test("but still warns of a shared secret", () => {
    given(started, handedOff)
      .when(says("legal winner thank year wave sausage worth useful legal winner thank yellow"))
      .decides("message.received", "notified");
  });

  test("a responder's reply is passed on", () => {
    const { texts } = given(started, handedOff)
      .when({ type: "reply", by: "mei", text: "We see it.", from: null, redacted: 0 })
      .decides("message.received");
    expect(texts).toEqual(["We see it."]);
  });

  test("nobody can reply into a conversation that the bot holds", () => {
    given(started).when({ type: "reply", by: "mei", text: "hi", from: null, redacted: 0 }).refuses("with_bot");
  });

  test("a resolved ticket ends it", () => {
    const notify: ConversationCommand = { type: "notify", notice: "resolved", ticket: { id: "ticket:t1", number: 7 } };
    given(started, handedOff).when(notify).decides("notified", "closed");
  });

  test("news of another ticket changes nothing", () => {
    const notify: ConversationCommand = { type: "notify", notice: "resolved", ticket: { id: "ticket:old", number: 3 } };
    given(started, handedOff).when(notify).decides();
  });
});

describe("after it was closed", () => {
  const closed: ConversationEvent = { type: "closed", reason: "ticket resolved" };
  const DAY = 86_400_000;

  test("a customer who needs a person again within the week gets the same ticket", () => {
    const { events } = given(started, handedOff, closed)
      .when(says("human"), NOW + 6 * DAY)
      .decides("conversation.started", "message.received", "question.assessed", "handed_off");
    expect(events.at(-1)).toMatchObject({ ticket: "ticket:t1", reopen: true });
  });

  test("and after the week another one", () => {
    const { events } = given(started, handedOff, closed).when(says("human"), NOW + 8 * DAY);
    expect(events.at(-1)).toMatchObject({ ticket: "ticket:new", reopen: false });
  });

  test.each([
    ["4", 4],
    ["5/5!", 5],
  ])("“%s” rates what was resolved, once", (text, score) => {
    const { events, texts } = given(started, handedOff, closed)
      .when(says(text))
      .decides("message.received", "rated", "notified");
    expect(events[1]).toMatchObject({ score });
    expect(texts.at(-1)).toContain("Thank you");
    const again = given(started, handedOff, closed, ...events).when(says(text)).events;
    expect(again.map(({ type }) => type)).not.toContain("rated");
  });

  test("a ticket that is reopened takes the conversation back", () => {
    const notify: ConversationCommand = {
      type: "notify",
      notice: "ticket_reopened",
      ticket: { id: "ticket:t1", number: 7 },
    };
    given(started, handedOff, closed).when(notify).decides("resumed", "notified");
  });
});

describe("a reply that states what no fact says", () => {
  const finding = { kind: "duration", text: "36 hours", start: 0, end: 8, nearest: null } as const;
  const reply = { type: "reply", by: "mei", text: "36 hours", from: null, redacted: 0, findings: [finding] } as const;

  test("is refused, with what was found", () => {
    const { decision } = given(started, handedOff).when(reply);
    expect(decision).toMatchObject({ ok: false, reason: "facts_not_known", findings: [finding] });
  });

  test("goes out with a reason, which is told apart from what is said", () => {
    const { events, texts } = given(started, handedOff).when({ ...reply, override: { reason: "told by the bank" } });
    expect(events[0]).toEqual({ type: "facts.overridden", by: "mei", claims: ["duration"] });
    expect(events[1]).toMatchObject({ type: "message.received", from: { side: "responder", name: "mei" } });
    expect(texts).toEqual(["told by the bank", "36 hours"]);
  });

  test("does not go out for an empty one", () => {
    given(started, handedOff)
      .when({ ...reply, override: { reason: " " } })
      .refuses("empty_text");
  });
});
