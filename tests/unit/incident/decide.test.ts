import { describe, expect, test } from "vitest";
import type { CaseOf, IncidentEvent } from "../../../src/core/incident/incident.ts";
import { asksToFreeze } from "../../../src/core/incident/phrases.ts";
import { incidents } from "../../../src/core/streams.ts";
import { story } from "../../harness/given.ts";
import { testPolicy } from "../../harness/policy.ts";

const START = Date.UTC(2026, 10, 22, 3);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const of: CaseOf = {
  ticket: "ticket:a",
  number: 7,
  conversation: "conversation:a",
  customer: "discord:1",
  channel: "discord",
  language: "en",
};
const terms = { confirmWithin: MINUTE, cooling: 24 * HOUR, approval: HOUR, updates: 30 * MINUTE, policy: null };
const YAML = "desk: { name: Borealis }\npeople: { mei: { name: Mei }, bob: { name: Bob }, wang: { name: Wang } }";
const given = story(incidents, "incident:a", testPolicy({ yaml: YAML }), START);

const REPORTED: IncidentEvent = { type: "incident.reported", ...of, kind: "takeover", by: "rule “x”", terms };
const ASKED: IncidentEvent = { type: "freeze.requested", account: "acc-1", by: "mei" };
const FREEZE = "incident:a/2";
const FROZEN: IncidentEvent = { type: "account.frozen", action: FREEZE, by: null };
const VERIFIED: IncidentEvent = { type: "identity.verified", account: "acc-1" };
const linked = { account: "acc-1", verifiedAt: START };

const answered = (action: string, answer: "accepted" | "confirmed") =>
  ({ type: "exchange-answered", action, answer: { answer } }) as const;

describe("a freeze", () => {
  test("asked for by the owner of a linked account goes out at once, with no question", () => {
    given(REPORTED).when({ type: "ask-freeze", linked }).decides("freeze.requested");
  });

  test("asked for by somebody the desk does not know yet waits for them to sign in, and then goes out", () => {
    given(REPORTED).when({ type: "ask-freeze", linked: null }).decides("freeze.wished");
    given(REPORTED, { type: "freeze.wished" })
      .when({ type: "identity-verified", account: "acc-1" })
      .decides("identity.verified", "freeze.requested");
  });

  test("is one responder's to ask for, with a reason and an account", () => {
    const freeze = {
      type: "freeze",
      by: "mei",
      account: "acc-1",
      text: "withdrawals to a new address",
      of,
      linked: null,
    } as const;
    given().when(freeze).decides("incident.reported", "freeze.requested");
    given(REPORTED).when(freeze).decides("freeze.requested");
    given(REPORTED)
      .when({ ...freeze, account: null })
      .refuses("no_account");
    given(REPORTED)
      .when({ ...freeze, account: null, linked })
      .decides("freeze.requested");
    given(REPORTED)
      .when({ ...freeze, text: " " })
      .refuses("empty_text");
    given(REPORTED, ASKED).when(freeze).refuses("already_asked");
    given(REPORTED, ASKED, FROZEN).when(freeze).refuses("already_frozen");
  });

  test("is confirmed once, however often and late the back office says so", () => {
    given(REPORTED, ASKED).when(answered(FREEZE, "accepted")).decides("freeze.sent");
    given(REPORTED, ASKED).when(answered(FREEZE, "confirmed")).decides("account.frozen");
    given(REPORTED, ASKED, FROZEN).when(answered(FREEZE, "confirmed")).decides();
    given(REPORTED, ASKED, { type: "freeze.overdue", action: FREEZE })
      .when(answered(FREEZE, "confirmed"))
      .decides("account.frozen");
    given(REPORTED, ASKED, { type: "freeze.failed", action: FREEZE, because: "unknown" })
      .when(answered(FREEZE, "confirmed"))
      .decides("account.frozen");
    given(REPORTED, ASKED).when(answered("incident:a/9", "confirmed")).decides();
    given(REPORTED, ASKED, FROZEN, { type: "account.restored", action: "incident:a/4" })
      .when(answered(FREEZE, "confirmed"))
      .decides();
  });

  test("that is not confirmed within a minute is said once", () => {
    const waiting = given(REPORTED, ASKED);
    expect(waiting.deadlines()).toContainEqual({ kind: "freeze.unconfirmed", at: START + MINUTE });
    const due = { type: "deadline", kind: "freeze.unconfirmed" } as const;
    waiting.when(due, START + MINUTE - 1).decides();
    waiting.when(due, START + MINUTE).decides("freeze.overdue");
    given(REPORTED, ASKED, { type: "freeze.overdue", action: FREEZE })
      .when(due, START + HOUR)
      .decides();
    given(REPORTED, ASKED, FROZEN)
      .when(due, START + HOUR)
      .decides();
  });

  test("measures how long it took from the first wish", () => {
    const { state } = given(
      REPORTED,
      [{ type: "freeze.wished" }, START + 5_000],
      [ASKED, START + 20_000],
      [FROZEN, START + 21_000],
    );
    expect(state).toMatchObject({ state: "contained", firstAskedAt: START + 5_000, firstFrozenAt: START + 21_000 });
  });
});

describe("a restore", () => {
  const DAY_LATER = START + 25 * HOUR;
  const WAITING: [IncidentEvent, number][] = [
    [REPORTED, START],
    [ASKED, START],
    [FROZEN, START],
    [VERIFIED, START],
    [{ type: "restore.requested", account: "acc-1", by: "mei" }, DAY_LATER],
  ];
  const REQUEST = "incident:a/5";
  const approve = (by: string, request = REQUEST) => ({ type: "approve-restore", by, request }) as const;
  const BOB: [IncidentEvent, number] = [{ type: "restore.approved", request: REQUEST, by: "bob" }, DAY_LATER];
  const because = (events: IncidentEvent[]) =>
    events.map((it) => (it.type === "restore.refused" ? it.because : it.type));

  test("needs a frozen account and a customer who has signed in since", () => {
    const request = { type: "request-restore", by: "mei", text: "it was her own" } as const;
    expect(because(given(REPORTED).when(request).events)).toEqual(["not_frozen"]);
    expect(because(given(REPORTED, ASKED, FROZEN).when(request).events)).toEqual(["not_verified"]);
    given(REPORTED, ASKED, FROZEN, VERIFIED).when(request).decides("restore.requested");
    expect(because(given(...WAITING).when(request).events)).toEqual(["already_asked"]);
  });

  test("to another account than the frozen one proves nothing", () => {
    given(REPORTED, ASKED, FROZEN).when({ type: "identity-verified", account: "acc-2" }).decides("identity.mismatched");
  });

  test("takes two people who did not ask for it", () => {
    given(...WAITING)
      .when(approve("bob"))
      .decides("restore.approved");
    const second = given(...WAITING, BOB).when(approve("wang"), DAY_LATER + 1);
    second.decides("restore.approved");
    expect(given(...WAITING, BOB, { type: "restore.approved", request: REQUEST, by: "wang" }).state).toMatchObject({
      restore: { state: "ordered", request: REQUEST },
    });
  });

  test.each([
    ["whoever asked for it", approve("mei"), "own_request"],
    ["one person twice", approve("bob"), "same_person"],
    ["one person twice, spelt otherwise", approve("BOB"), "same_person"],
    ["an approval for another incident", approve("wang", "incident:b/5"), "other_request"],
    ["the desk", approve("desk"), "not_a_person"],
    ["somebody who is nobody here", approve("mallory"), "not_a_person"],
  ])("is not moved on by %s", (_, command, reason) => {
    expect(because(given(...WAITING, BOB).when(command, DAY_LATER + 1).events)).toEqual([reason]);
  });

  test("is not moved on before the account has cooled down", () => {
    const early = WAITING.map(([event]): [IncidentEvent, number] => [event, START]);
    expect(because(given(...early).when(approve("bob"), START + 24 * HOUR - 1).events)).toEqual(["cooling"]);
    given(...early)
      .when(approve("bob"), START + 24 * HOUR)
      .decides("restore.approved");
  });

  test("does not count an approval that has expired, and lets its giver say it again", () => {
    const late = DAY_LATER + HOUR;
    given(...WAITING, BOB)
      .when(approve("bob"), late)
      .decides("restore.approved");
    expect(
      given(...WAITING, BOB, [{ type: "restore.approved", request: REQUEST, by: "wang" }, late]).state,
    ).toMatchObject({
      restore: { state: "requested", approvals: [{ by: "wang" }] },
    });
  });

  test("happens once, however often the back office says so and approvals come again", () => {
    const both: [IncidentEvent, number][] = [
      ...WAITING,
      BOB,
      [{ type: "restore.approved", request: REQUEST, by: "wang" }, DAY_LATER],
    ];
    given(...both)
      .when(answered(REQUEST, "confirmed"))
      .decides("account.restored");
    expect(because(given(...both).when(approve("wang")).events)).toEqual(["already_restored"]);
    const over = given(...both, { type: "account.restored", action: REQUEST });
    over.when(answered(REQUEST, "confirmed")).decides();
    expect(because(over.when(approve("wang")).events)).toEqual(["already_restored"]);
    expect(over.state).toMatchObject({ state: "restored" });
    given(...WAITING)
      .when(answered(REQUEST, "confirmed"))
      .decides();
  });
});

describe("the customer", () => {
  test("is never left without a word for longer than the policy says", () => {
    const due = { type: "deadline", kind: "update.due" } as const;
    given(REPORTED)
      .when(due, START + 30 * MINUTE)
      .decides("update.missed");
    given(REPORTED, [{ type: "customer.told", by: "mei" }, START + 20 * MINUTE])
      .when(due, START + 30 * MINUTE)
      .decides();
  });

  test("hears from the desk alone less and less, until a person writes again", () => {
    const due = { type: "deadline", kind: "update.due" } as const;
    const missed = [{ type: "update.missed", since: START }, START + 30 * MINUTE] as const;
    given(REPORTED, [...missed])
      .when(due, START + 89 * MINUTE)
      .decides();
    given(REPORTED, [...missed])
      .when(due, START + 90 * MINUTE)
      .decides("update.missed");
    given(REPORTED, [...missed], [{ type: "customer.told", by: "mei" }, START + 40 * MINUTE])
      .when(due, START + 70 * MINUTE)
      .decides("update.missed");
    given(REPORTED, ...Array.from({ length: 8 }, () => [...missed] as [(typeof missed)[0], number]))
      .when(due, START + 10_000 * HOUR)
      .decides();
  });

  test.each([
    "freeze",
    "Freeze my account now!",
    "please freeze it",
    "lock my account",
    "冻结",
    "马上冻结我的账户！",
    "请帮我冻结账户",
  ])("asks for a freeze: %s", (text) => expect(asksToFreeze(text)).toBe(true));

  test.each([
    "why did you freeze my account?",
    "do not freeze it",
    "freeze dried coffee",
    "你们为什么冻结我的账户",
    "unfreeze",
    "不要冻结",
    "解除冻结",
  ])("does not ask for one: %s", (text) => expect(asksToFreeze(text)).toBe(false));
});

test("an incident is not closed while an order is on its way", () => {
  const close = { type: "close", by: "mei", text: "settled" } as const;
  given(REPORTED, ASKED).when(close).refuses("in_flight");
  given(REPORTED, ASKED, FROZEN).when(close).decides("incident.closed");
  given(REPORTED, { type: "incident.closed", by: "mei" })
    .when({ type: "ask-freeze", linked })
    .decides("incident.reported", "freeze.requested");
});
