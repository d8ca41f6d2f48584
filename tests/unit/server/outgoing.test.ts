import { beforeEach, describe, expect, test } from "vitest";
import type { Macro } from "../../../src/core/macro/macro.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer, type TestServer } from "../../harness/server.ts";

const macro = (language: string, text: string): Macro => ({
  id: "hold",
  title: `Hold ${language}`,
  language,
  text,
  file: `macros/${language}/hold.md`,
});
const policy = testPolicy({
  facts: { "wdl.hold.password": "24 hours", "scam.domain": "borealis.example" },
  macros: [
    macro("en", "{{ticket.number}} is on hold for 24 hours. {{responder.name}}, {{desk.name}}"),
    macro("zh", "{{ticket.number}} 暂停 24 小时。"),
  ],
});

let server: TestServer;

beforeEach(async () => {
  server = openServer({ policy });
  await server.world.customer("ana").says("please let me talk to a human, my 250 USDT are gone");
  await server.world.settle();
});

const said = async () => (await (await server.as("viewer")).ticket(1))?.transcript.map(({ text }) => text);
const scraped = async () => (await server.request("/metrics")).text();

describe("a reply that states what no fact says", () => {
  const text = "A new password holds withdrawals for 36 hours, see https://evil.test/x";

  test("is stopped, with what was found, why, and the nearest fact", async () => {
    const response = await server.request("/v1/tickets/1/reply", { role: "responder", json: { text } });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({
      reason: "facts_not_known",
      next: expect.stringContaining("override.reason"),
      findings: [
        {
          kind: "duration",
          text: "36 hours",
          start: 37,
          end: 45,
          because: "this time is not in the facts",
          nearest: { fact: "wdl.hold.password", says: "24 hours" },
        },
        { kind: "link", text: "https://evil.test/x", nearest: { fact: "scam.domain", says: "borealis.example" } },
      ],
    });
    expect(await said()).not.toContain(text);
    expect(await scraped()).toContain('nightdesk_outgoing_claims_total{outcome="stopped",kind="duration"} 1');
  });

  test("leaves with a reason, which the ticket's history keeps with the name", async () => {
    const mei = await server.as("responder", "mei");
    expect(await mei.reply(1, text, { override: "the police asked for this link" })).toMatchObject({ ok: true });
    await server.world.settle();
    expect(await said()).toContain(text);
    expect(await said()).not.toContain("the police asked for this link");
    const history = (await mei.ticket(1))?.history.map(({ what }) => what);
    expect(history).toContain("mei sent what no fact says (duration, link): the police asked for this link");
    expect(await scraped()).toContain('nightdesk_outgoing_claims_total{outcome="overridden",kind="link"} 1');
  });

  test("keeps what it says and the reason out of the events, so that an erasure reaches both", async () => {
    const mei = await server.as("responder", "mei");
    await mei.reply(1, text, { override: "the police asked for this link" });
    const events = JSON.stringify(await server.store.changes(0, 100));
    expect(events).toContain("facts.overridden");
    expect(events).not.toContain("evil.test");
    expect(events).not.toContain("police");
    await server.store.erase("console:ana");
    expect((await mei.ticket(1))?.history.map(({ what }) => what)).toContain(
      "mei sent what no fact says (duration, link)",
    );
  });

  test("does not leave for an empty reason, and an unneeded reason leaves no trace", async () => {
    const empty = { text, override: { reason: "  " } };
    const response = await server.request("/v1/tickets/1/reply", { role: "responder", json: empty });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ reason: "empty_text" });
    const mei = await server.as("responder", "mei");
    expect(await mei.reply(1, "Hello Ana", { override: "just in case" })).toMatchObject({ ok: true });
    expect(JSON.stringify(await server.store.changes(0, 100))).not.toContain("facts.overridden");
  });

  test("a secret is taken out whatever the reason, of the reply and of the reason", async () => {
    const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    const mei = await server.as("responder", "mei");
    await mei.reply(1, `wait 36 hours: ${phrase}`, { override: `customer insists: ${phrase}` });
    const view = JSON.stringify(await mei.ticket(1));
    expect(view).toContain("[[SEED_1]]");
    expect(view).not.toContain("sausage");
  });
});

test("what the facts say, and what the customer wrote, leaves as it is", async () => {
  const mei = await server.as("responder", "mei");
  const text = "Your 250 USDT are on hold for 24h; see help.borealis.example/holds";
  expect(await mei.reply(1, text)).toMatchObject({ ok: true });
  expect(await mei.reply(1, "Your 260 USDT are on hold")).toMatchObject({ ok: false, reason: "facts_not_known" });
});

test("what another customer wrote may not be repeated here", async () => {
  await server.world.customer("ben").says("please let me talk to a human, I sent 777 USDT");
  await server.world.settle();
  const mei = await server.as("responder", "mei");
  expect(await mei.reply(1, "Your 777 USDT are here")).toMatchObject({ ok: false, reason: "facts_not_known" });
  expect(await mei.reply(2, "Your 777 USDT are here")).toMatchObject({ ok: true });
});

describe("macros", () => {
  test("are listed as they are written, each variant", async () => {
    const macros = await (await server.as("viewer")).macros();
    expect(macros.map(({ id, language }) => `${id} ${language}`)).toEqual(["hold en", "hold zh"]);
    expect(macros[0]?.text).toContain("{{ticket.number}}");
  });

  test("are ready to be sent for a ticket, in the customer's language, and pass", async () => {
    const mei = await server.as("responder", "mei");
    const [ready, ...others] = await mei.macros(1);
    expect(others).toEqual([]);
    expect(ready?.text).toBe("T-1 is on hold for 24 hours. mei, Borealis");
    expect(await mei.reply(1, ready?.text ?? "")).toMatchObject({ ok: true });
  });

  test("of a ticket that is not there are not", async () => {
    const response = await server.request("/v1/macros?ticket=9", { role: "viewer" });
    expect(response.status).toBe(404);
    expect((await server.request("/v1/macros?ticket=x", { role: "viewer" })).status).toBe(400);
  });
});
