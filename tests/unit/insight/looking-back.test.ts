import { describe, expect, test } from "vitest";
import { draftArticles } from "../../../src/core/insight/draft.ts";
import { gapsOf, withTexts } from "../../../src/core/insight/gaps.ts";
import { settledOf, solvedTickets } from "../../../src/core/insight/solved.ts";
import { findUnanswered } from "../../../src/core/insight/unanswered.ts";
import { usageOf } from "../../../src/core/insight/usage.ts";
import { lintKnowledge } from "../../../src/core/knowledge/lint.ts";
import { parseArticle } from "../../../src/core/knowledge/parse.ts";
import { ARTICLES, article, testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const policy = testPolicy();
const { knowledge } = policy;
const { answerAt } = policy.config.reply;

const events = (world: ReturnType<typeof openWorld>) => world.store.changes(0, 10_000);

async function unansweredIn(world: ReturnType<typeof openWorld>) {
  await world.settle();
  const found = findUnanswered(await events(world), world.now());
  return withTexts(found, await world.store.contents(found.map(({ content }) => content)));
}

async function draftsOf(world: ReturnType<typeof openWorld>, { min = 2 } = {}) {
  await world.settle();
  const all = await events(world);
  const texts = await world.store.contents(all.flatMap(({ content }) => content?.id ?? []));
  const settled = settledOf(findUnanswered(all, world.now()), solvedTickets(all), texts);
  return draftArticles(settled, { knowledge, min, names: [] });
}

/** Asks, and lets a responder answer and resolve. */
async function settledTicket(world: ReturnType<typeof openWorld>, number: number, question: string, reply: string) {
  await world.customer(`cust${number}`).says(question);
  const mei = world.responder("mei");
  await mei.replies(number, reply, "what the tickets were settled with");
  await world.settle();
  await mei.resolves(number);
  await world.settle();
}

describe("a question found no answer", () => {
  test("when it was handed off for want of one", async () => {
    const world = openWorld();
    await world.customer("ann").says("what is your postal address");
    expect(await unansweredIn(world)).toMatchObject([
      {
        text: "what is your postal address",
        outcome: "no_answer",
        language: "en",
        ticket: expect.stringMatching(/^ticket:/),
      },
    ]);
  });

  test("when none of the articles that were offered was meant: the question, not the refusal", async () => {
    const world = openWorld();
    const ann = world.customer("ann");
    await ann.says("deposit fees withdrawal");
    await ann.hears(/1\./);
    await ann.says("none of these");
    expect(await unansweredIn(world)).toMatchObject([{ text: "deposit fees withdrawal", outcome: "declined_choices" }]);
  });

  test("when the customer left, or asked for a person, instead of choosing", async () => {
    const world = openWorld();
    await world.customer("ann").says("deposit fees withdrawal");
    await world.fastForward("1m");
    const bob = world.customer("bob");
    await bob.says("withdrawal deposit fees");
    await bob.says("human");
    expect(await unansweredIn(world)).toMatchObject([{ text: "withdrawal deposit fees", outcome: "dropped" }]);
    await world.fastForward("2h");
    expect(await unansweredIn(world)).toMatchObject([
      { text: "deposit fees withdrawal", outcome: "dropped", ticket: null },
      { text: "withdrawal deposit fees", outcome: "dropped" },
    ]);
  });

  test("but not when it was answered, or one of the offered articles was chosen", async () => {
    const world = openWorld();
    await world.customer("ann").says("my withdrawal is stuck");
    const bob = world.customer("bob");
    await bob.says("deposit fees withdrawal");
    await bob.says("1");
    await world.customer("cat").says("hello");
    await world.customer("dan").says("human");
    await world.fastForward("2h");
    expect(await unansweredIn(world)).toEqual([]);
  });

  test("and is forgotten with its text when the customer is erased", async () => {
    const world = openWorld();
    await world.customer("ann").says("what is your postal address");
    await world.settle();
    await world.store.erase("console:ann");
    expect(await unansweredIn(world)).toEqual([]);
    expect(findUnanswered(await events(world), world.now())).toHaveLength(1);
  });
});

describe("gaps", () => {
  test("the question that most customers asked comes first, with what is nearest to it", async () => {
    const world = openWorld();
    const ann = world.customer("ann");
    await ann.says("what is your postal address");
    await world.customer("bob").says("postal address of borealis");
    await world.customer("cat").says("postal address?");
    await world.fastForward("1h");
    await world.customer("dan").says("do you sell gift cards");
    await world.customer("eve").says("gift cards: do you sell them");
    await world.customer("fay").says("can i pay my taxes here");
    const { gaps } = gapsOf(await unansweredIn(world), { knowledge, answerAt, min: 2 });
    expect(gaps.map(({ conversations, examples }) => [conversations, examples.length])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect(gaps[0]).toMatchObject({ languages: [{ language: "en", questions: 3 }], lastSeen: world.now() - 3_600_000 });
    expect(gaps[0]?.examples).toContain("postal address?");
  });

  test("one customer who asks again is one conversation", async () => {
    const world = openWorld();
    const ann = world.customer("ann");
    await ann.says("deposit fees withdrawal");
    await ann.says("withdrawal deposit fees");
    await ann.says("none");
    const unanswered = await unansweredIn(world);
    expect(unanswered).toHaveLength(2);
    expect(gapsOf(unanswered, { knowledge, answerAt, min: 2 }).gaps).toEqual([]);
    expect(gapsOf(unanswered, { knowledge, answerAt, min: 1 }).gaps).toMatchObject([
      { conversations: 1, questions: 2 },
    ]);
  });

  test("close once an article answers the question", async () => {
    const world = openWorld();
    await world.customer("ann").says("what is your postal address");
    await world.customer("bob").says("postal address of borealis");
    const written = article("SUP-09", {
      title: "Our postal address",
      questions: ["what is your postal address", "postal address of borealis", "postal address"],
    });
    const after = testPolicy({ articles: [...ARTICLES, written] }).knowledge;
    expect(gapsOf(await unansweredIn(world), { knowledge: after, answerAt, min: 2 })).toEqual({
      gaps: [],
      answeredNow: 2,
    });
  });
});

describe("use of the articles", () => {
  test("counts conversations by what came of them, and articles by how they were used", async () => {
    const world = openWorld();
    await world.customer("ann").says("my withdrawal is stuck");
    await world.customer("bob").says("deposit fees withdrawal");
    await world.customer("cat").says("what is your postal address");
    await world.customer("dan").says("someone is in my account please stop withdrawals");
    await world.customer("eve").says("hello");
    const usage = usageOf(await events(world));
    expect(usage).toMatchObject({
      conversations: 4,
      answered: 1,
      offered: 1,
      handedOff: 2,
      deflected: 0.5,
      reasons: { no_answer: 1, security: 1 },
    });
    expect(usage.articles.get("WDL-01")).toMatchObject({ answered: 1, offered: 1 });
    expect(usage.articles.get("SEC-01")).toMatchObject({ answered: 1, handedOff: 1 });
    expect(usage.articles.has("LEG-04")).toBe(false);
  });

  test("a thread that goes on after a day is another conversation", async () => {
    const world = openWorld();
    const ann = world.customer("ann");
    await ann.says("my withdrawal is stuck");
    await world.fastForward("2d");
    await ann.says("human");
    expect(usageOf(await events(world))).toMatchObject({ conversations: 2, answered: 1, handedOff: 1, deflected: 0.5 });
  });

  test("nothing asked is no share", async () => {
    expect(usageOf([])).toMatchObject({ conversations: 0, deflected: null });
  });
});

describe("drafts from resolved tickets", () => {
  const REPLY =
    "Our postal address is on the contact page: choose Contact, then Letters. We answer letters within a week.";

  test("are articles that the parser takes, and customers do not get before a person has read them", async () => {
    const world = openWorld();
    await settledTicket(world, 1, "what is your postal address? mail ann.lee@mail.example", `Hello Ann, ${REPLY}`);
    await settledTicket(
      world,
      2,
      "what postal address {{x}}",
      `Hi Bob! ${REPLY} Your ticket is T-2, ask mei. cust2 knows.`,
    );
    await settledTicket(world, 3, "postal address?", "We have written to you at +1 555 123 4567 about all of that.");
    const { drafts } = await draftsOf(world);
    expect(drafts).toMatchObject([{ id: "NEW-01", language: "en", tickets: [1, 2, 3] }]);
    const markdown = drafts[0]?.markdown ?? "";
    const { article: parsed, problems } = parseArticle(markdown, "NEW-01.md", new Map());
    expect(problems).toEqual([]);
    expect(parsed).toMatchObject({ audience: "staff", owner: "frontline", language: "en" });
    expect(parsed?.questions).toHaveLength(3);
    expect(parsed?.body).toContain("choose Contact, then Letters");
    expect(markdown).toMatch(/^---\n# A draft from T-1, T-2 and T-3\. [\s\S]*a person must read it/);
    expect(markdown).not.toMatch(/ann|bob|mei|cust2|mail\.example|555|\{\{/i);
    const told = lintKnowledge([...knowledge.articles, ...(parsed ? [parsed] : [])], {
      languages: ["en", "zh"],
      now: world.now(),
    });
    expect(told.filter(({ file, severity }) => file === "NEW-01.md" && severity === "error")).toEqual([]);
    expect(told.find(({ file }) => file === "NEW-01.md")?.message ?? "").not.toBe("");
  });

  test("say what most responders say", async () => {
    const world = openWorld();
    const usual = "Our postal address is on the contact page, under Letters; we answer within a week.";
    await settledTicket(
      world,
      1,
      "what is your postal address",
      "Sorry for the long wait, this will take a little longer.",
    );
    await settledTicket(world, 2, "postal address of borealis", usual);
    await settledTicket(
      world,
      3,
      "postal address?",
      "The postal address is on our contact page, under Letters. We answer in a week.",
    );
    expect((await draftsOf(world)).drafts[0]?.markdown).toContain("contact page");
  });

  test("are not made of tickets that were reopened, are still open, or had no reply worth it", async () => {
    const world = openWorld();
    await settledTicket(world, 1, "what is your postal address", REPLY);
    await settledTicket(world, 2, "postal address of borealis", REPLY);
    await world.customer("cust2").says("human", "again");
    await world.settle();
    await settledTicket(world, 3, "do you sell gift cards", "No.");
    await settledTicket(world, 4, "gift cards: do you sell them", "No, sorry.");
    await world.customer("fay").says("postal address?");
    await world.settle();
    expect(await draftsOf(world)).toEqual({ drafts: [], withoutReply: 1 });
    expect((await draftsOf(world, { min: 1 })).drafts).toMatchObject([{ tickets: [1] }]);
  });

  test("are in the customer's language, each language by itself", async () => {
    const world = openWorld();
    const zh =
      "我们的邮寄地址在联系我们页面的信件一栏中，通常会在一周之内回复您的来信，请不要在信里写下密码或助记词，谢谢您的支持。";
    await settledTicket(world, 1, "邮寄地址在哪里", `您好李女士，${zh}`);
    await settledTicket(world, 2, "请问邮寄地址是什么", zh);
    await settledTicket(world, 3, "what is your postal address", REPLY);
    await settledTicket(world, 4, "postal address of borealis", REPLY);
    const { drafts } = await draftsOf(world);
    expect(drafts.map(({ id, language, tickets }) => ({ id, language, tickets }))).toEqual(
      expect.arrayContaining([
        { id: expect.stringMatching(/^NEW-0[12]$/), language: "zh", tickets: [1, 2] },
        { id: expect.stringMatching(/^NEW-0[12]$/), language: "en", tickets: [3, 4] },
      ]),
    );
    expect(drafts.find(({ language }) => language === "zh")?.markdown).not.toContain("李");
  });

  test("keep clear of ids that are taken", () => {
    const taken = testPolicy({
      articles: [...ARTICLES, article("NEW-01", { questions: ["anything at all"] })],
    }).knowledge;
    const settled = [1, 2].map((number) => ({
      number,
      team: "payments",
      names: [],
      language: "en",
      text: "what is your postal address",
      replies: [REPLY],
    }));
    const { drafts } = draftArticles(settled, { knowledge: taken, min: 2, names: [] });
    expect(drafts[0]?.id).toBe("NEW-02");
    expect(drafts[0]?.markdown).toContain("owner: payments");
  });
});
