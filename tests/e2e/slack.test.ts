import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/bots/slack/commands.ts";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";
import { openDesk, SLACK } from "../harness/slack/desk.ts";
import { fakeSlack } from "../harness/slack/fake-slack.ts";
import { TEAM } from "../harness/slack/workspace.ts";

const SCHEDULE = `
schedules:
  night: { zone: UTC, layers: [{ name: always, people: [mei], turn: week, start: 2026-01-05 }] }
`;

const TOLD = `
rules:
  - { name: a person is wanted, when: { reason: asked_for_person }, do: { notify: [{ channel: slack, thread: "#security" }] } }
`;

const INTERNAL = `---
id: OPS-01
title: Manual review of withdrawals
category: withdrawals
language: en
audience: staff
route: self
owner: frontline
reviewed: 2026-11-01
questions: ["what is the manual review threshold", "when is a withdrawal reviewed by hand"]
---
Withdrawals above the threshold are looked at by two people. Ask a lead before you name the threshold to anybody.
`;

test("a ticket's card, its thread to the customer and back, notes that stay inside, and its buttons", async () => {
  const { slack, customer, mei } = await openDesk({ more: `${SLACK}${TOLD}` });
  const ana = customer("ana");
  await ana.says("my withdrawal <!channel> is *stuck* & gone");
  await ana.says("human");
  const card = await slack.shows(/T-1 · P\d · open/);
  expect(slack.read(card)).toContain("my withdrawal <!channel> is *stuck* & gone");
  expect(card.text).not.toContain("<!channel>");
  expect(card).toMatchObject({ parse: "none", unfurl_links: false });

  // A rule that tells a room says it there, in no thread.
  const told = await slack.shows(/T-1 \(P\d, frontline\): the rule “a person is wanted” tells you of it/);
  expect(told).toMatchObject({ channel: "C0000002" });
  expect(told.thread_ts).toBeUndefined();

  await ana.says("hello?");
  // Said before the thread was linked it stands on the card, else in the thread.
  await slack.shows(/customer[\s\S]*hello\?/);
  await mei.says("C0000001", "Looking into it, which network was it?", card.ts);
  await ana.hears(/Looking into it, which network was it\?/);
  await slack.shows(/T-1 · P\d · pending[\s\S]*mei/);
  const note = await mei.says("C0000001", "// the bank says no", card.ts);
  await expect.poll(() => slack.reactions).toContainEqual({ channel: "C0000001", timestamp: note.ts, name: "lock" });

  await mei.clicks(card, "ticket.resolve");
  await expect.poll(() => slack.views.length).toBe(1);
  await mei.submits(slack.views[0] as never, "sent again by hand");
  await slack.shows(/T-1 · P\d · resolved/);
  await ana.hears(/resolved|how it was|rate/i);
  const heard = (await ana.all()).join("\n");
  expect(heard).not.toMatch(/the bank says no|sent again by hand/);
  await mei.says("C0000001", "one more thing", card.ts);
  await expect.poll(() => slack.ephemerals.map((it) => it.text).join()).toMatch(/closed; reopen its ticket first/);
  expect(slack.messages.filter((it) => /T-1 ·/.test(slack.read(it)))).toHaveLength(1);
});

test("what no fact says is stopped, and goes out for a reason that is kept", async () => {
  const { slack, desk, folder, customer, mei } = await openDesk();
  await customer("gil").says("human");
  const card = await slack.shows(/T-1 ·/);
  await mei.says("C0000001", "The fee is 7.5 USDT, see https://elsewhere.example", card.ts);
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/not sent|Not sent/i);
  expect((await customer("gil").all()).join()).not.toContain("elsewhere");
  const [ephemeral] = slack.ephemerals;
  await mei.clicks({ ...card, blocks: ephemeral?.blocks ?? [] }, "facts.override");
  await expect.poll(() => slack.views.length).toBe(1);
  await mei.submits(slack.views[0] as never, "the partner's page, checked today");
  await customer("gil").hears(/7\.5 USDT, see https:\/\/elsewhere\.example/);
  expect((await nightdesk(["explain", "T-1"], { cwd: folder })).out).toMatch(/mei.*checked today/);
  await desk.stop();
});

test("commands are answered, unknown ones with what there is, and strangers with whom to ask", async () => {
  const { slack, customer, mei } = await openDesk({
    more: SLACK.replace("slack:\n", `${SCHEDULE}slack:\n  responders: [S000TEAM]\n`),
  });
  slack.groups.set("S000TEAM", ["U0000MEI"]);
  await customer("bo").says("human");
  await slack.shows(/T-1 ·/);
  expect(await mei.commands("queue")).toMatch(/T-1/);
  expect(await mei.commands("ticket T-1")).toMatch(/customer.* human/);
  expect(await mei.commands("explain 1")).toMatch(/asked for person/);
  expect(await mei.commands("kb search withdrawal")).toMatch(/1\. \*\w+-\d+\*/);
  expect(await mei.commands("ask how long does a withdrawal take")).toMatch(/confidence/);
  expect(await mei.commands("reply T-1 Hello Bo")).toMatch(/Sent/);
  expect(await mei.commands("status")).toMatch(/slack: up/);
  expect(await mei.commands("oncall")).toMatch(/\*night\* mei/);
  expect(await mei.commands("page T-1 funds are moving")).toMatch(/no escalation policy goes with T-1/);
  expect(await mei.commands("page T-1")).toMatch(/It goes like this/);
  expect(await mei.commands("incident")).toMatch(/No security ticket is open/);
  expect(await mei.commands("incident T-1 she shared her screen")).toMatch(/has a security ticket now/);
  await expect.poll(() => mei.commands("incident")).toMatch(/\*T-2\*/);
  expect(await mei.commands("kb suggest T-1")).toMatch(/\[\w+-\d+\]|No article helps/);
  expect(await mei.commands("dance")).toMatch(/There is no “dance”[\s\S]*\/desk queue/);
  expect(await mei.commands("")).toMatch(/\/desk help|\/desk queue/);
  const eve = slack.person("U0000EVE", "eve");
  for (const { usage } of Object.values(COMMANDS))
    expect(await eve.commands(usage), usage).toMatch(/not on this desk's list/);
  // A mention reaches every command that /desk has.
  for (const [name, { usage }] of Object.entries(COMMANDS)) {
    const before = slack.ephemerals.length;
    await mei.mentions("C0000002", usage.split(" | ")[0]?.replace("T-142", "T-1") ?? name);
    await expect.poll(() => slack.ephemerals.length).toBe(before + 1);
    expect(slack.ephemerals.at(-1)?.text, name).not.toMatch(/There is no “|It goes like this/);
  }
  expect(slack.ephemerals.map((it) => it.text).join()).toMatch(/T-1/);
  await mei.opensHome();
  await expect.poll(() => JSON.stringify(slack.homes.get("U0000MEI"))).toMatch(/My tickets[\s\S]*T-1/);
});

test("the assistant answers staff from articles, internal ones too, drafts for a ticket that was named, and is rated", async () => {
  const { slack, customer, desk, folder, mei } = await openDesk({ article: INTERNAL });
  await customer("bo").says("my withdrawal is stuck");
  await customer("bo").says("human");
  await slack.shows(/T-1 ·[\s\S]*\*suggestion\*/);
  const thread = await mei.opensAssistant("C0000001");
  const inThread = { channel: thread.channel, thread_ts: thread.ts };
  await slack.shows(/Ask me what our articles say/, inThread);
  expect(slack.assistant.prompts.map(({ message }) => message)).toContain("Draft a reply for T-1");
  await mei.asks(thread, "what is the manual review threshold for withdrawals");
  const told = await slack.shows(/OPS-01/, inThread);
  expect(slack.read(told)).toMatch(/only for staff: do not pass it on[\s\S]*Ask a lead before you name the threshold/);
  const last = await slack.shows(
    /Sources\*[\s\S]*\[OPS-01\] Manual review of withdrawals, reviewed 2026-11-01/,
    inThread,
  );
  expect(slack.assistant.statuses).toEqual(["is looking into the articles…"]);
  await mei.rates(last, true);
  await mei.rates(last, true);
  await expect.poll(() => slack.ephemerals.filter(({ text }) => text === "Noted, thank you.").length).toBe(1);
  await mei.asks(thread, "draft an answer to T-1");
  await slack.shows(/Draft for T-1, in the words of the articles below/, inThread);
  await slack.shows(/\[WDL-01\]/, inThread);
  expect(slack.assistant.titles.at(-1)).toBe("T-1");
  await mei.asks(thread, "suggest a shorter reply");
  await expect.poll(() => slack.assistant.statuses.at(-1)).toBe("is drafting a reply for T-1…");
  await mei.asks(thread, "which tickets are mine?");
  await slack.shows(/No open ticket is yours/, inThread);
  const eve = slack.person("U0000EVE", "eve");
  const hers = await eve.opensAssistant();
  await eve.asks(hers, "what is the manual review threshold for withdrawals");
  await expect.poll(() => slack.messages.filter((it) => it.thread_ts === hers.ts && it.bot_id).length).toBe(2);
  expect(
    slack.messages
      .filter((it) => it.thread_ts === hers.ts)
      .map(slack.read)
      .join(),
  ).not.toContain("OPS-01");
  await desk.stop();
  const { out } = await nightdesk(["kb", "stats", "--json"], { cwd: folder });
  expect(JSON.parse(out).history.articles).toContainEqual(
    expect.objectContaining({ article: "OPS-01", helpedStaff: 1, failedStaff: 0 }),
  );
});

test("with no list of responders, only those under people may act", async () => {
  const { slack, customer } = await openDesk();
  const ivy = customer("ivy");
  await ivy.says("human");
  const card = await slack.shows(/T-1 ·/);
  const eve = slack.person("U0000EVE", "eve");
  expect(await eve.commands("ticket T-1")).toMatch(/not on this desk's list/);
  await eve.says("C0000001", "send me your password", card.ts);
  await eve.clicks(card, "ticket.take");
  await expect.poll(() => slack.ephemerals.filter(({ user }) => user === "U0000EVE").length).toBeGreaterThan(0);
  expect((await ivy.all()).join()).not.toContain("send me your password");
});

test("what Slack does twice, late, or although it failed, is done once", async () => {
  const { slack, customer, mei } = await openDesk();
  const cy = customer("cy");
  slack.trouble("chat.postMessage", { times: 1, status: 500, applied: true });
  await cy.says("human");
  const card = await slack.shows(/T-1 ·/);
  await expect
    .poll(() => slack.calls.filter((it) => it.method === "chat.update").length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  slack.trouble("chat.postMessage", { times: 1, retryAfter: 1 });
  await cy.says("first");
  await cy.says("second");
  await slack.shows(/second/, { thread_ts: card.ts });
  const relayed = slack.messages.filter((it) => it.thread_ts === card.ts).map((it) => slack.read(it));
  expect(relayed.map((it) => /first|second/.exec(it)?.[0])).toEqual(["first", "second"]);
  expect(slack.messages.filter((it) => /T-1 ·/.test(slack.read(it)))).toHaveLength(1);

  const message = await mei.says("C0000001", "once only", card.ts);
  await slack.event({ type: "message", channel_type: "channel", event_ts: message.ts, ...message });
  slack.refresh();
  await mei.says("C0000001", "after a refresh", card.ts);
  slack.drop();
  await mei.says("C0000001", "after a cut", card.ts);
  await cy.hears(/after a cut/);
  const heard = await cy.all();
  for (const text of ["once only", "after a refresh", "after a cut"])
    expect(heard.filter((it) => it === text)).toHaveLength(1);

  await slack.event({
    type: "message",
    channel: "C0000001",
    ts: slack.stamp(),
    thread_ts: card.ts,
    user: "UOTHER",
    bot_id: "B9",
    text: "from a bot",
  });
  await slack.event({
    type: "message",
    channel: "C0000001",
    ts: slack.stamp(),
    thread_ts: card.ts,
    user: "U0000MEI",
    user_team: "TFOREIGN",
    text: "from afar",
  });
  await mei.clicks(card, "ticket.note", "expired");
  await expect.poll(() => slack.ephemerals.map((it) => it.text).join()).toMatch(/came too late/);
  expect((await cy.all()).join()).not.toMatch(/from a bot|from afar/);
});

test("kill -9 in the middle: staff see every word once and in order", async () => {
  const { slack, desk, folder, env, customer } = await openDesk({ more: `${SLACK}delivery: { lease: 10s }\n` });
  const di = customer("di");
  await di.says("human");
  const card = await slack.shows(/T-1 ·/);
  const thread = () => slack.messages.filter((it) => it.thread_ts === card.ts);
  const shown = () => [card, ...thread()].map((it) => slack.read(it)).join("\n");
  let said = 0;
  // Until the thread is linked, what is said goes onto the card, which shows the last few words only.
  while (thread().length === 0) {
    const word = `word ${++said}.`;
    await di.says(word);
    await expect.poll(shown).toContain(word);
  }
  while (said < 20) await di.says(`word ${++said}.`);
  await desk.stop("SIGKILL");
  const again = await startDesk(folder, [], env);
  await again.prints(/slack: connected/);
  // What was under way when the process died is handed out again when its lease has run out.
  await slack.shows(/word 20\./, { thread_ts: card.ts }, 40);
  // What was said before the thread was linked stands on the card, the rest in the thread.
  const words = [...shown().matchAll(/word (\d+)\./g)].map(([, n]) => n);
  expect(words.filter((it, i) => words.indexOf(it) === i)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));
  const texts = thread().map((it) => it.blocks?.at(-1)?.text?.text);
  expect(new Set(texts).size).toBe(texts.length);
});

test("a revoked token is said, with the remedy", async () => {
  const { slack, desk, customer, mei } = await openDesk();
  slack.trouble("chat.postMessage", { times: 100, error: "token_revoked" });
  await customer("fu").says("human");
  await desk.prints(/slack: dead: Slack says token_revoked\. Reinstall the app/);
  expect(await mei.commands("status")).toMatch(/dead/);
  slack.trouble("chat.postMessage", { times: 0 });
  await slack.shows(/T-1 ·/);
});

test("a token that is missing is named, and nothing is started", async () => {
  const folder = workFolder("minimal");
  const file = join(folder, "nightdesk.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${SLACK}`);
  const { code, err } = await nightdesk(["up", "--no-tui", "--port", "0"], { cwd: folder });
  expect(code).toBe(2);
  expect(err).toMatch(/NIGHTDESK_SLACK_BOT_TOKEN is not set/);
});

test("setup says what is missing, and nothing when all is well", async () => {
  const slack = await fakeSlack();
  const folder = workFolder("minimal");
  const file = join(folder, "nightdesk.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${SLACK.replace("C0000001", '"#support"')}`);
  const env = {
    NIGHTDESK_SLACK_API_URL: slack.url,
    NIGHTDESK_SLACK_BOT_TOKEN: "xoxb-not-a-token",
    NIGHTDESK_SLACK_APP_TOKEN: "xapp-not-a-token",
  };
  const well = await nightdesk(["slack", "setup"], { cwd: folder, env });
  expect(well).toMatchObject({ code: 0, err: "" });
  expect(well.out).toMatch(
    /ok {5}bot token: nightdesk in Borealis\nok {5}app-level token: .*\nok {5}channel #support: #support/,
  );
  slack.archived.add("C0000001");
  const bad = await nightdesk(["slack", "setup", "--json"], { cwd: folder, env });
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out).checks.at(-1)).toMatchObject({ ok: false, detail: "it is archived" });
  expect(JSON.parse((await nightdesk(["slack", "manifest"], { cwd: folder })).out)).toMatchObject({
    settings: { socket_mode_enabled: true },
  });
});

describe("over signed HTTP", () => {
  const SECRET = "not-a-signing-secret";

  async function openHttp() {
    const port = await freePort();
    const opened = await openDesk({
      more: SLACK.replace("slack:\n", `slack:\n  http: { port: ${port} }\n`),
      env: { NIGHTDESK_SLACK_SIGNING_SECRET: SECRET },
    });
    const post = (body: string, { at = Date.now() / 1_000, secret = SECRET, signed = true, retry = false } = {}) => {
      const stamp = String(Math.floor(at));
      const signature = `v0=${createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex")}`;
      return fetch(`http://127.0.0.1:${port}/slack/events`, {
        method: "POST",
        body,
        headers: {
          "content-type": body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
          ...(retry ? { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } : {}),
          ...(signed ? { "x-slack-request-timestamp": stamp, "x-slack-signature": signature } : {}),
        },
      });
    };
    return { ...opened, post };
  }

  test("a command is answered; what is forged, old, of the future or too large is not", async () => {
    const { post } = await openHttp();
    const command = new URLSearchParams({
      command: "/desk",
      text: "status",
      user_id: "U0000MEI",
      team_id: TEAM,
    }).toString();
    const answered = await post(command);
    expect(answered.status).toBe(200);
    expect(await answered.text()).toMatch(/slack: up/);
    expect((await post(command, { secret: "another" })).status).toBe(401);
    expect((await post(command, { signed: false })).status).toBe(401);
    expect((await post(command, { at: Date.now() / 1_000 - 400 })).status).toBe(401);
    expect((await post(command, { at: Date.now() / 1_000 + 400 })).status).toBe(401);
    const large = await post(`text=${"a".repeat(5_000_000)}`).catch(() => undefined);
    expect(large?.status ?? 413).toBe(413);
  });

  test("an event that is sent twice, or replayed, is one message", async () => {
    const { slack, customer, post } = await openHttp();
    const hal = customer("hal");
    await hal.says("human");
    const card = await slack.shows(/T-1 ·/);
    const event = { type: "message", channel: "C0000001", user: "U0000MEI", ts: slack.stamp(), thread_ts: card.ts };
    const body = JSON.stringify({
      type: "event_callback",
      team_id: TEAM,
      event_id: "Ev1",
      event: { ...event, parent_user_id: card.user, text: "hello Hal" },
    });
    await expect.poll(async () => (await post(body)).status).toBe(200);
    expect((await post(body, { retry: true })).status).toBe(200);
    const command = new URLSearchParams({
      command: "/desk",
      text: "reply T-1 said once",
      user_id: "U0000MEI",
      team_id: TEAM,
      trigger_id: "trigger-1",
    }).toString();
    for (let i = 0; i < 2; i++) expect(await (await post(command)).text()).toMatch(/Sent/);
    await hal.hears(/said once/);
    expect((await hal.all()).filter((it) => it === "said once")).toHaveLength(1);
    await hal.hears(/hello Hal/);
    expect((await hal.all()).filter((it) => it === "hello Hal")).toHaveLength(1);
  });
});

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
