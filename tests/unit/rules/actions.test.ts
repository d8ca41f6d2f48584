import { describe, expect, test } from "vitest";
import type { Macro } from "../../../src/core/macro/macro.ts";
import { macroComplaints } from "../../../src/core/rules/complaints.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, payments, security]
people: { mei: { name: Mei } }
rules:
  - name: press
    group: first
    when: { text: ["\\\\bjournalist\\\\b|记者"] }
    do: { priority: P1, stop_answering: true, macro: hello, tags: [press], notify: [{ person: mei }] }
  - { name: takeover, when: { text: hacked }, do: { priority: P1, team: security, ask_identity: true } }
  - { name: large, when: { amount_at_risk: { over: 1000, currency: EUR } }, do: { priority: P1, team: payments, tags: [large] } }
  - { name: new and worried, when: { account_age_below: 7d, sentiment: worried }, do: { priority: P1 } }
  - { name: others, when: {}, do: { priority: P3, macro: promise } }
  - { name: vip, group: marks, when: { customer_tier: vip }, do: { tags: [vip] } }
  - { name: again, group: contacts, when: { repeat_contact: 1 }, do: { tags: [again] } }
`;
const macro = (id: string, language: string, text: string): Macro => ({ id, title: id, language, text, file: "m" });
const MACROS = [
  macro("hello", "en", "{{desk.name}} will answer in {{ticket.number}}."),
  macro("hello", "zh", "我们会在 {{ticket.number}} 回复您。"),
  macro("promise", "en", "You get 500 USD back within 3 days."),
];
const RATES = new Map([
  ["USD", 1],
  ["BTC", 60_000],
  ["EUR", 1.2],
]);
const policy = () => ({ ...testPolicy({ yaml: YAML, macros: MACROS }), rates: RATES });
const open = () => openWorld({ policy: policy() });

describe("what rules do", () => {
  test("stop the bot: it answers neither this nor anything after it, and the macro is the reply", async () => {
    const world = open();
    const ann = world.customer("ann");
    await ann.says("I'm a journalist. what are your trading fees");
    await ann.hears(/^Borealis will answer in T-1\.$/, /T-1/);
    await ann.says("what are your trading fees");
    await ann.hearsNothing();
    const view = await world.ticket(1);
    expect(view?.ticket).toMatchObject({ priority: "P1", tags: ["press"] });
    expect(view?.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["handed off: rule", "rule “press” told mei", "sent the macro hello"]),
    );
    expect(await world.store.effects({ status: "done", limit: 20 })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          effect: expect.objectContaining({ act: expect.objectContaining({ kind: "page", person: "mei" }) }),
        }),
      ]),
    );
  });

  test("send the macro in the customer's language", async () => {
    const world = open();
    const li = world.customer("li");
    await li.says("您好，我是记者，想问手续费");
    await li.hears("我们会在 T-1 回复您。", /T-1/);
  });

  test("a macro that states what no fact says is stopped, and says so", async () => {
    const world = open();
    await world.customer("bo").says("human");
    await world.customer("bo").hears(/T-1/);
    const view = await world.ticket(1);
    expect(view?.history.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/did not send the macro promise.*amount/),
    );
  });

  test("ask who it is: the customer is told how to show it", async () => {
    const world = open();
    const cy = world.customer("cy");
    await cy.says("i was hacked, human please");
    await cy.hears(/T-1/, /know that it is yours[\s\S]*T-1/);
    expect((await world.ticket(1))?.ticket).toMatchObject({ team: "security", priority: "P1" });
  });

  test("look at what was said before a “human”, in any currency that has a rate", async () => {
    const world = open();
    const di = world.customer("di");
    await di.says("my withdrawal of 0.5 BTC is stuck");
    await di.says("human");
    expect((await world.ticket(1))?.ticket).toMatchObject({ team: "payments", tags: ["large"] });
  });

  test("look at what the exchange says of the customer, and at earlier tickets", async () => {
    const world = open();
    const ed = world.customer("ed");
    await world.desk.execute({
      to: "customer",
      stream: "customer:console:ed",
      command: { type: "describe", by: "crm", tier: "vip", since: world.now() - 86_400_000 },
    });
    await ed.says("i am so worried about my money, human please");
    expect((await world.ticket(1))?.ticket).toMatchObject({ priority: "P1", tags: ["vip"] });
    await world.responder("mei").resolves(1);
    await ed.says("someone is in my account please stop withdrawals");
    expect((await world.ticket(2))?.ticket.tags).toEqual(["vip", "again"]);
  });

  test("raise a ticket when what the customer adds calls for it", async () => {
    const world = open();
    const fa = world.customer("fa");
    await fa.says("human");
    expect((await world.ticket(1))?.ticket).toMatchObject({ priority: "P3" });
    await fa.says("it is about 40000 EUR");
    expect((await world.ticket(1))?.ticket).toMatchObject({ priority: "P1", tags: ["large"] });
  });

  test("tags are found again, and changed by people", async () => {
    const world = open();
    await world.customer("ga").says("journalist here");
    await world.customer("ho").says("human");
    await world.settle();
    const tagged = async (tag: string) => (await world.store.tickets({ tag })).items.map(({ number }) => number);
    expect(await tagged("press")).toEqual([1]);
    const by = "mei";
    await world.desk.execute({
      to: "ticket",
      stream: (await world.ticket(1))?.ticket.id ?? "ticket:",
      command: { type: "tag", by, add: ["later"], remove: ["press"] },
    });
    expect(await tagged("press")).toEqual([]);
    expect(await tagged("later")).toEqual([1]);
  });

  test("a macro that nobody has written is a complaint with its place", () => {
    expect(macroComplaints(policy().config, ["hello", "promised"])).toMatchObject([
      { path: ["rules", 4, "do", "macro"], next: 'Did you mean "promised"?' },
    ]);
  });
});

describe("rules that are wrong", () => {
  test.each([
    ["when: { text: '(a' }", /no pattern of RE2/],
    ["when: { text: '(?=a)b' }", /no look-around/],
    ["when: { text: 'a*' }", /matches every text/],
    ["when: { time: { zone: Mars/Base } }", /time zone/],
    ["when: { amount_at_risk: { over: 5, currency: dollars } }", /code in capitals/],
    ["when: {}, do: { notify: [{ person: nobody }] }", /no person "nobody"/],
    ["when: { colour: red }", /colour/],
  ])("%s", (rule, message) => {
    const rules = `rules: [{ name: r, ${rule}${rule.includes("do:") ? "" : ", do: {}"} }]`;
    expect(() => testPolicy({ yaml: `desk: { name: B }\npeople: { mei: { name: Mei } }\n${rules}` })).toThrow(message);
    expect(() => testPolicy({ yaml: `desk: { name: B }\npeople: { mei: { name: Mei } }\n${rules}` })).toThrow(
      /yaml:3:\d+/,
    );
  });
});
