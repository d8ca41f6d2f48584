import { beforeAll, describe, expect, test } from "vitest";
import type { DeskClient } from "../../../src/server/desk-client.ts";
import { openServer } from "../../harness/server.ts";

const server = openServer({ demo: true });
let viewer: DeskClient;

beforeAll(async () => {
  const { world } = server;
  await world.customer("ana").says("please let me talk to a human");
  await world.customer("wei").says("账户被盗，马上帮我冻结");
  await world.customer("leo").says("i want to make a formal complaint");
  await world.settle();
  await world.responder("mei").takes(1);
  viewer = await server.as("viewer", "vera");
});

describe("the list of tickets", () => {
  test("has the most urgent first, and no ids that only the store needs", async () => {
    const { items, cursor } = await viewer.tickets();
    expect(items.map(({ number, priority }) => [number, priority])).toEqual([
      [2, "P1"],
      [1, "P2"],
      [3, "P2"],
    ]);
    expect(items[0]).toMatchObject({ subject: "账户被盗，马上帮我冻结", language: "zh", customer: "console:wei" });
    expect(cursor).toBeNull();
    for (const key of ["conversation", "subjectContent"]) expect(items[0]).not.toHaveProperty(key);
  });

  test("comes in pages", async () => {
    const first = await viewer.tickets({ limit: 2 });
    const rest = await viewer.tickets({ limit: 2, cursor: first.cursor ?? "" });
    expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual([2, 1, 3]);
    expect(rest.cursor).toBeNull();
  });

  test.each([
    [{ owner: "mei" }, [1]],
    [{ owner: null }, [2, 3]],
    [{ priority: "P1" as const }, [2]],
    [{ language: "zh" }, [2]],
    [{ category: "legal" }, [3]],
    [{ states: ["resolved" as const] }, []],
    [{ states: ["open" as const, "pending" as const], dueWithin: "20m" }, [2]],
  ])("%j", async (query, numbers) => {
    expect((await viewer.tickets(query)).items.map(({ number }) => number)).toEqual(numbers);
  });

  test.each([
    "state=opened",
    "state=open,,",
    "limit=0",
    "limit=501",
    "limit=1e2",
    "dueWithin=soon",
    "unowned=yes",
    "owner=mei&unowned=true",
    "owner=",
    "cursor=%00",
    "sort=number",
    `category=${"x".repeat(41)}`,
  ])("?%s is 400", async (query) => {
    const response = await server.request(`/v1/tickets?${query}`, { role: "viewer" });
    expect(response.status).toBe(400);
    expect((await response.json()) as object).toMatchObject({ reason: expect.stringMatching(/^(invalid|usage)$/) });
  });
});

test("me is the token's name and role", async () => {
  expect(await viewer.me()).toEqual({ name: "vera", role: "viewer" });
});

test("the status has the desk at a glance", async () => {
  expect(await viewer.status()).toEqual({
    desk: "Borealis",
    languages: ["en", "zh"],
    version: "1.2.3",
    epoch: server.store.epoch,
    eventId: `${server.store.epoch}-${await server.store.head()}`,
    tickets: { open: 3, pending: 0, resolved: 0, closed: 0 },
    outbox: expect.objectContaining({ dead: 0 }),
    outboxLag: 0,
    deadlines: expect.any(Number),
    demo: true,
    connections: [],
  });
});

describe("ask", () => {
  test("shows the answer and the reasons, and changes nothing", async () => {
    const before = await server.store.head();
    const asked = await viewer.ask("where is my usdt deposit");
    expect(asked).toMatchObject({ outcome: "answer", article: "DEP-01", language: "en", handOff: null });
    expect(asked.text).toContain("What to do about DEP-01.");
    expect(asked.trace.steps.map(({ step }) => step)).toContain("confidence");
    expect(await server.store.head()).toBe(before);
  });

  test("hands over to a person, who writes the first word", async () => {
    expect(await viewer.ask("please let me talk to a human")).toMatchObject({
      outcome: "hand_off",
      handOff: "asked_for_person",
      text: null,
    });
  });

  test("a security article is answered and handed over", async () => {
    const asked = await viewer.ask("someone is in my account please stop withdrawals");
    expect(asked).toMatchObject({ outcome: "answer", article: "SEC-01", handOff: "security" });
  });

  test("a greeting is met with a question", async () => {
    const asked = await viewer.ask("hello");
    expect(asked).toMatchObject({ outcome: "clarify", choices: [] });
    expect(asked.text).toContain("How can I help?");
  });
});

describe("the knowledge base", () => {
  test("is searched, best first", async () => {
    const hits = await viewer.search("withdrawal stuck", 3);
    expect(hits[0]).toMatchObject({ article: "WDL-01", language: "en" });
    expect(hits.length).toBeLessThanOrEqual(3);
  });

  test("an article comes in the language that was asked for, else in one that it has", async () => {
    expect(await viewer.article("SEC-01", "zh")).toMatchObject({
      language: "zh",
      exact: true,
      title: "紧急：立即锁定账户",
    });
    expect(await viewer.article("DEP-01", "zh")).toMatchObject({
      language: "en",
      exact: false,
      body: "What to do about DEP-01.",
    });
    expect(await viewer.article("DEP-01")).not.toHaveProperty("file");
    expect(await viewer.article("DEP-99")).toBeUndefined();
    expect(await viewer.article("../status")).toBeUndefined();
  });
});

test("a ticket names addresses and transactions, and where staff look them up", async () => {
  const { world } = server;
  const tx = "3b".repeat(32);
  await world.customer("ida").says(`please let me talk to a human, my TRC20 deposit is missing, tx ${tx}`);
  await world.settle();
  const { items } = await viewer.tickets();
  const number = items.find(({ customer }) => customer === "console:ida")?.number ?? 0;
  expect((await viewer.ticket(number))?.entities).toEqual([
    { kind: "tx_hash", value: tx, links: [{ network: "tron", url: `https://tronscan.org/#/transaction/${tx}` }] },
  ]);
});
