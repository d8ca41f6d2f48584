import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { LLMock } from "@copilotkit/aimock";
import { expect, onTestFinished, test } from "vitest";
import { clearanceOf, Sealed } from "../../../src/core/compliance/sealed.ts";
import { exportOf } from "../../../src/core/privacy/export.ts";
import { nothingSpent, type Spent } from "../../../src/core/triage/budget.ts";
import { type Prompt, parsePrompt } from "../../../src/core/triage/prompt.ts";
import { ACCESS, ADMITS, type RouteName } from "../../../src/server/access.ts";
import { ROLES, type Role } from "../../../src/server/api.ts";
import { type Adviser, openAdviser } from "../../../src/worker/model/adviser.ts";
import { openAiModel } from "../../../src/worker/model/openai.ts";
import { openServer } from "../../harness/server.ts";

/** Stands in the note and nowhere else: wherever it is found, somebody was tipped off. */
const CANARY = "quetzal-structuring-7781";
const NOTE = { text: `${CANARY}: three accounts, one device`, ticket: 1, sar: { amountUsd: 8_200, kinds: [CANARY] } };

async function noted(adviser?: Adviser) {
  const server = openServer(adviser === undefined ? {} : { adviser });
  const alice = server.world.customer("alice");
  await alice.says("my withdrawal of 8200 usdt to 0x52908400098527886E0F7030069857D2E4169EE7 is held, human please");
  await server.world.settle();
  const answer = await server.request("/v1/compliance/notes", { role: "compliance", name: "eve", json: NOTE });
  const note = (await answer.json()) as { id: string };
  expect(answer.status).toBe(200);
  return { server, alice, note };
}

test("a note is for the compliance role, with what a report is pre-filled with and when it is due", async () => {
  const { server, note } = await noted();
  expect(note).toMatchObject({
    by: "eve",
    ticket: 1,
    text: NOTE.text,
    filed: null,
    sar: {
      subject: { identifiers: ["console:alice"] },
      activity: { amountUsd: 8_200, addresses: ["0x52908400098527886E0F7030069857D2E4169EE7"] },
      reaches: true,
      narrative: null,
      fileBy: "2026-12-22",
    },
  });
  const place = `/v1/compliance/notes/${note.id}`;
  const filed = { json: { reference: "31000123456789" }, role: "compliance" } as const;
  expect(await (await server.request(`${place}/filed`, filed)).json()).toMatchObject({ reference: "31000123456789" });
  expect((await server.request(`${place}/filed`, filed)).status).toBe(409);
  await server.world.fastForward("31d");
  const [listed] = (
    (await (await server.request("/v1/compliance/notes", { role: "compliance" })).json()) as { notes: unknown[] }
  ).notes;
  expect(listed).toMatchObject({ overdue: false, filed: { by: "mei" } });
});

const PLACES: Record<string, string> = { number: "1", id: "console%3Aalice", feed: "x" };

test("no other role reads it on any route, nor learns that there is one", async () => {
  const { server, note } = await noted();
  const found: string[] = [];
  for (const route of Object.keys(ACCESS) as RouteName[]) {
    const [method = "", path = ""] = route.split(" ");
    if (path === "/v1/events" || path.includes("/console/")) continue;
    const place = path
      .replace(/\{(\w+)\}/g, (_, name: string) => PLACES[name] ?? "x")
      .replace("notes/console%3Aalice", `notes/${note.id}`);
    for (const role of ROLES.filter((it): it is Role => it !== "compliance")) {
      const answer = await server.request(place, {
        method,
        role,
        ...(method === "POST" ? { json: { reason: "x", text: "x" } } : {}),
      });
      if ((await answer.text()).includes(CANARY)) found.push(`${route} as ${role}`);
      if (path.startsWith("/v1/compliance") && answer.status !== 403)
        found.push(`${route} as ${role}: ${answer.status}`);
    }
  }
  expect(found).toEqual([]);
  expect(
    Object.entries(ACCESS)
      .filter(([name]) => name.includes("compliance"))
      .map(([, access]) => ADMITS[access]),
  ).toEqual(Array.from({ length: 4 }, () => ["compliance"]));
});

test("it is in nothing that the customer hears or takes away, and in nothing that the desk keeps of itself", async () => {
  const { server, alice, note } = await noted();
  await alice.says("why is it held? is somebody reporting me?");
  await server.world.responder("mei").replies(1, "We look into it.", "spoken to the team");
  await server.world.responder("mei").resolves(1);
  await server.world.customer("bob").says("my withdrawal of 8200 usdt is held, human please");
  await server.world.settle();
  const { store } = server;
  const events = await store.changes(0, 1_000);
  const contents = await store.contents(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
  const audit = await store.auditRows({ limit: 1_000 });
  const ways: Record<string, unknown> = {
    "customer's channel": await store.consoleAfter("alice", 0, 100),
    "privacy export": await exportOf("console:alice", {
      store,
      policy: server.world.policy(),
      now: server.world.now(),
    }),
    events,
    contents: [...contents],
    effects: (
      await Promise.all(
        (["pending", "leased", "done", "dead", "dropped"] as const).map((status) =>
          store.effects({ status, limit: 500 }),
        ),
      )
    ).flat(),
    "similar tickets and the suggestion": await server.world.ticket(2),
    search: await (await server.as("responder")).search(CANARY),
    ask: await (await server.as("responder")).ask(CANARY),
    "audit log": audit,
    logs: server.entries,
    metrics: await (await server.request("/metrics")).text(),
  };
  for (const [way, said] of Object.entries(ways)) {
    expect(JSON.stringify(said), way).not.toContain(way === "search" || way === "ask" ? "three accounts" : CANARY);
  }
  // The log says that compliance wrote a note, not about which ticket.
  expect(audit.filter(({ action }) => action === "compliance.noted")).toMatchObject([
    { subject: `compliance:${note.id}` },
  ]);
  expect(audit.find(({ action }) => action === "compliance.noted")?.body).not.toMatch(/ticket|T-1|alice/);
});

test("it is in no prompt: the model is asked about the ticket, and hears nothing of it", async () => {
  const mock = new LLMock({ port: 0 });
  mock.onMessage(/[\s\S]*/, { content: "no answer that can be used" });
  await mock.start();
  onTestFinished(() => mock.stop());
  let spent: Spent = nothingSpent("2026-11-26");
  const adviser = openAdviser({
    model: openAiModel({ url: `${mock.url}/v1`, name: "any", key: "not-a-real-key", deadline: 5_000 }),
    prompt: parsePrompt(readFileSync("prompts/triage.md", "utf8"), "prompts/triage.md").prompt as Prompt,
    desk: "Borealis",
    limits: { request: 1_000_000, customer: 1_000_000_000, day: 1_000_000_000 },
    atOnce: 4,
    ledger: {
      async change(step) {
        spent = step(spent);
      },
    },
    canary: () => "word",
    now: () => 0,
  });
  const { server } = await noted(adviser);
  // The same customer asks again, and another asks the same: what is known of the first ticket is material for both.
  await server.world.responder("mei").resolves(1);
  for (const name of ["alice", "bob"])
    await server.world.customer(name).says("my withdrawal of 8200 usdt is held, human please");
  await server.world.settle();
  const prompts = JSON.stringify(mock.getRequests());
  expect(prompts).toContain("8200 usdt");
  expect(prompts).not.toContain(CANARY);
});

test("the event stream tells of the ticket, and never of the note", async () => {
  const { server } = await noted();
  const token = (await server.token("responder")).secret;
  const listening = await server.listen();
  const stop = new AbortController();
  const answer = await fetch(`${listening.url}/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  const heard: string[] = [];
  const reading = (async () => {
    for await (const piece of answer.body ?? []) heard.push(Buffer.from(piece).toString());
  })().catch(() => undefined);
  await server.request("/v1/compliance/notes", { role: "compliance", json: NOTE });
  await (await server.as("responder")).acknowledge(1);
  await expect.poll(() => heard.join("")).toContain("ticket");
  expect(heard.join("")).not.toContain(CANARY);
  stop.abort();
  await reading;
  await server.close();
});

test("a sealed text says nothing however it is printed, and opens for one role alone", () => {
  const sealed = new Sealed(CANARY);
  for (const said of [
    `${sealed}`,
    JSON.stringify({ sealed }),
    inspect({ sealed }),
    String(Object.values(sealed)),
    inspect(sealed, { showHidden: true }),
  ])
    expect(said).not.toContain(CANARY);
  for (const role of ROLES) {
    const clearance = clearanceOf({ name: "x", role });
    expect(clearance !== undefined, role).toBe(role === "compliance");
    if (clearance !== undefined) expect(sealed.open(clearance)).toBe(CANARY);
  }
});
