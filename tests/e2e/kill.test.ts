import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { masterKeys } from "../../src/cli/master-key.ts";
import type { ConversationEvent } from "../../src/core/conversation/conversation.ts";
import type { StoredEvent } from "../../src/core/ports.ts";
import { connect } from "../../src/server/client.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { startDesk, workFolder } from "../harness/cli.ts";

const ROUNDS = Number(process.env.NIGHTDESK_KILLS ?? 8);
const CUSTOMERS = 64;
const SAYINGS = ["hello", "my withdrawal is stuck", "提币卡住了", "human"];

/** A small generator of numbers between 0 and 1, so that every run kills at the same moments. */
function sequence(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test("kill -9 at any moment: nothing acknowledged is lost, nothing is answered twice, and all goes on", {
  timeout: 240_000,
}, async () => {
  const folder = workFolder("minimal");
  const random = sequence(7);
  const acknowledged = new Map<string, string[]>();
  let attempts = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const desk = await startDesk(folder);
    const { console: token } = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
    const client = connect({ url: desk.url, token });
    let alive = true;
    // The moment of the kill is a number of acknowledgements, so that a slow machine is killed at the same places.
    const enough = Promise.withResolvers<void>();
    let left = 1 + Math.floor(random() * 150);
    const talks = Array.from({ length: CUSTOMERS }, async (_, who) => {
      for (let turn = 0; alive; turn++) {
        const thread = `c${who}`;
        const id = `${round}-${turn}`;
        attempts += 1;
        const text = `${SAYINGS[(who + turn) % SAYINGS.length]}`;
        const receipt = await client.consoleSend({ thread, id, text }).catch(() => undefined);
        if (receipt === undefined) return;
        if (!receipt.ok) continue;
        acknowledged.set(thread, [...(acknowledged.get(thread) ?? []), `${thread}/${id}`]);
        if (--left === 0) enough.resolve();
      }
    });
    await enough.promise;
    await desk.stop("SIGKILL");
    alive = false;
    await Promise.all(talks);
  }

  // Up once more: what was decided and not delivered is delivered now.
  const desk = await startDesk(folder);
  const { lead } = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  await expect
    .poll(async () => (await client.status()).outbox, { timeout: 60_000, interval: 200 })
    .toMatchObject({ pending: 0, leased: 0, dead: 0 });
  await desk.stop();

  const store = await sqliteStore(join(folder, ".nightdesk/desk.db"), {
    master: masterKeys(join(folder, ".nightdesk")),
  });
  const events = await everything(store.changes);
  const seen = await Promise.all([...acknowledged.values()].flat().map((id) => store.seen("console", id)));
  expect(seen.length).toBeGreaterThan(ROUNDS * 20);
  expect(seen.filter((it) => !it)).toEqual([]);

  // Every effect to send became one message in its thread; every question was decided upon once.
  const droppedRows = await store.effects({ status: "dropped", limit: 100_000 });
  const dropped = new Set(droppedRows.map(({ effect }) => (effect.act.kind === "send" ? effect.act.content : "")));
  for (let who = 0; who < CUSTOMERS; who++) {
    const conversation = await store.conversationAt("console", `c${who}`);
    if (conversation === undefined) continue;
    const own = events.filter(({ stream }) => stream === conversation);
    expect(own.map(({ version }) => version)).toEqual(own.map((_, i) => i + 1));
    expect(decisionsPerQuestion(own)).toEqual([]);
    const said = own
      .filter(({ data, content }) => content !== null && data.type !== "message.received")
      .map(({ content }) => content?.id);
    const heard = (await store.consoleAfter(`c${who}`, 0, 100_000)).map(({ content }) => content);
    expect(heard.filter((id, i) => heard.indexOf(id) !== i)).toEqual([]);
    expect(heard.filter((id) => !said.includes(id))).toEqual([]);
    // One that was taken just before the kill may be dropped after it, when a person holds the conversation by then.
    expect(said.filter((id) => !dropped.has(id ?? "") && !heard.includes(id ?? ""))).toEqual([]);
  }
  await store.close();
  console.info(
    `kill test: ${attempts} messages sent, ${seen.length} acknowledged in ${ROUNDS} rounds, 0 lost, 0 answered twice`,
  );
});

/** Questions that were assessed more or less than once; none, when all is well. */
function decisionsPerQuestion(events: StoredEvent[]): string[] {
  const wrong: string[] = [];
  let withPerson = false;
  events.forEach(({ id, data }, i) => {
    const event = data as ConversationEvent;
    if (event.type === "handed_off" || event.type === "resumed") withPerson = true;
    if (event.type !== "message.received" || event.from.side !== "customer") return;
    const next = events[i + 1]?.data.type;
    if ((next === "question.assessed") === withPerson) wrong.push(id);
  });
  return wrong;
}

async function everything(changes: (after: number, limit: number) => Promise<StoredEvent[]>): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await changes(all.at(-1)?.position ?? 0, 5_000);
    if (page.length === 0) return all;
    all.push(...page);
  }
}
