import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "../../src/core/ports.ts";
import { startFakeDiscord } from "../../tests/harness/discord/fake.ts";
import { community, readText } from "../../tests/harness/discord/people.ts";
import { startFakeSlack } from "../../tests/harness/slack/server.ts";
import type { Message } from "../../tests/harness/slack/workspace.ts";
import { quantile } from "../figures.ts";
import { openTwoDoors } from "./desk.ts";

export interface RelayOptions {
  conversations: number;
  /** How often each side speaks in a conversation. */
  rounds: number;
  /** So many conversations go on at the same time. */
  atOnce: number;
  /** Milliseconds after which a side stops waiting for what was said on another. */
  patience: number;
  /** Hears how many have ended, at each tenth. */
  progress?(ended: number): void;
}

export interface RelayResult {
  conversations: number;
  /** What was said on one side, counted on each side that has to show it. */
  relayed: number;
  missing: number;
  duplicates: number;
  outOfOrder: number;
  /** Notes, or words of them, that a customer could read. */
  leaked: number;
  /** Milliseconds until Slack heard that what it sent was taken. */
  ack: { p50: number; p99: number; most: number };
  /** How often Slack had to send something again. */
  sentAgain: number;
  /** For a look at what went wrong. */
  wrong: string[];
}

const ROOM = "C0000001";
/** Slack's own patience, after which it sends an event again. */
const THREE_SECONDS = 3_000;

/**
 * Customers in Discord, staff in Slack and staff in the terminal talk in many conversations at once: each word has to stand on each of
 * the other sides once, in order, as its author last left it, and a note on none that a customer sees.
 */
export async function relay(store: Store, options: RelayOptions): Promise<RelayResult> {
  const { conversations, rounds, atOnce, patience, progress } = options;
  const discord = await startFakeDiscord();
  const slack = await startFakeSlack();
  slack.waits(THREE_SECONDS);
  const people = community(discord);
  const mei = slack.person("U0000MEI", "mei");
  const doors = await openTwoDoors(store, { discord: discord.url, slack: slack.url });
  const acks: number[] = [];
  const wrong: string[] = [];
  const counts = { relayed: 0, missing: 0, duplicates: 0, outOfOrder: 0, leaked: 0 };

  async function until<T>(
    what: string,
    find: () => T | undefined | false | Promise<T | undefined | false>,
  ): Promise<T> {
    for (const end = Date.now() + patience; Date.now() < end; await pause(50)) {
      const found = await find();
      if (found) return found;
    }
    throw new Error(`it did not happen: ${what}\n${doors.lines.slice(-5).join("\n")}`);
  }
  async function timed<T>(run: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const done = await run();
    acks.push(performance.now() - from);
    return done;
  }

  async function conversation(n: number): Promise<void> {
    const name = `c${n}x`;
    const who = people.person(name);
    who.dms("human");
    const place = `conversation of ${name}`;
    const inbox = () =>
      (discord.state.messages.get(who.inbox().id) ?? []).filter((it) => it.author.id === discord.state.bot.id);
    const ticket = await until(`${place}: a ticket`, async () => {
      const [found] = (await store.tickets({ customer: `discord:${who.user.id}` })).items;
      return found;
    });
    const card = await until(`${place}: a card`, async () => {
      const found = slack.messages.find(
        (it) => it.thread_ts === undefined && it.text.startsWith(`T-${ticket.number} `),
      );
      return found !== undefined && (await store.conversationAt("slack", `${ROOM}:${found.ts}`)) !== undefined && found;
    });
    await until(`${place}: its number`, () =>
      inbox().some((it) => readText(it).includes(`T-${ticket.number}.`) || readText(it).includes(`T-${ticket.number}`)),
    );
    const stream = ticket.conversation;
    const toCustomer: string[] = [];
    const toStaff: string[] = [];
    const notes: string[] = [];
    for (let round = 1; round <= rounds; round++) {
      const say = (what: string) => `${name} ${what} ${round}`;
      who.dms(say("asks"));
      toStaff.push(say("asks"));
      await until(`${place}: round ${round} asked`, async () => threadOf(card).some((it) => it.includes(say("asks"))));
      const said = await timed(() => mei.says(ROOM, say("slack"), card.ts));
      await timed(() => mei.says(ROOM, `// ${say("secret")}`, card.ts));
      const reply = {
        type: "reply",
        by: "bob",
        text: say("terminal"),
        from: null,
        redacted: 0,
        externalId: `${name}/${round}`,
      } as const;
      await doors.desk.execute({ to: "conversation", stream, command: reply });
      await doors.desk.execute({
        to: "ticket",
        stream: ticket.id,
        command: { type: "note", by: "bob", text: say("secret of bob") },
      });
      notes.push(say("secret"), say("secret of bob"));
      // What is changed may still be on its way.
      const [last, mine] = [say("slack, changed"), say("terminal, changed")];
      await timed(() => mei.changes(said, last));
      const of = { externalId: `${name}/${round}` };
      await doors.desk.execute({
        to: "conversation",
        stream,
        command: { type: "correct", by: "bob", of, text: mine, redacted: 0 },
      });
      toCustomer.push(last, mine);
      toStaff.push(mine);
    }
    const heard = () =>
      inbox()
        .map(readText)
        .filter((it) => it.includes(`${name} `));
    await until(`${place}: all is said`, () =>
      toCustomer.every((text) => heard().some((it) => it.includes(text))),
    ).catch(() => undefined);
    await until(`${place}: all is shown`, () =>
      toStaff.every((text) => threadOf(card).some((it) => it.includes(text))),
    ).catch(() => undefined);
    judge(`${place} in Discord`, toCustomer, heard());
    judge(`${place} in Slack`, toStaff, threadOf(card));
    const leaks = heard().filter((it) => notes.some((note) => it.includes(note)) || it.includes("secret"));
    counts.leaked += leaks.length;
    if (leaks.length > 0) wrong.push(`${place} leaked ${leaks.join(" | ")}`);
  }

  const threadOf = (card: Message): string[] =>
    slack.messages.filter((it) => it.thread_ts === card.ts && it.bot_id !== undefined).map(slack.read);

  function judge(place: string, expected: string[], shown: string[]): void {
    const found = shown.flatMap((it) => {
      const at = expected.findIndex((text) => it.includes(text));
      return at < 0 ? [] : [at];
    });
    const missing = expected.filter((_, at) => !found.includes(at)).length;
    const duplicates = found.length - new Set(found).size + (shown.length - found.length);
    const outOfOrder = found.filter((at, i) => at < (found[i - 1] ?? 0)).length;
    counts.relayed += expected.length;
    counts.missing += missing;
    counts.duplicates += duplicates;
    counts.outOfOrder += outOfOrder;
    if (missing + duplicates + outOfOrder > 0)
      wrong.push(`${place}:\n  ${expected.join("\n  ")}\nbut\n  ${shown.join("\n  ")}`);
  }

  try {
    await until("both doors are open", () => doors.connected());
    let next = 0;
    let ended = 0;
    const tenth = Math.max(1, Math.floor(conversations / 10));
    const worker = async () => {
      while (next < conversations) {
        await conversation(next++);
        if (++ended % tenth === 0) progress?.(ended);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, conversations) }, worker));
    const ack = { p50: quantile(acks, 0.5), p99: quantile(acks, 0.99), most: Math.max(...acks) };
    return { conversations, ...counts, ack, sentAgain: slack.sentAgain(), wrong };
  } catch (error) {
    // What the desk said of it is the first thing to look at.
    process.stderr.write(`${doors.lines.slice(-10).join("\n")}\n`);
    throw error;
  } finally {
    await doors.end();
    await Promise.all([discord.close(), slack.close()]);
  }
}
