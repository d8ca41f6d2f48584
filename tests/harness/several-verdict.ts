import type { StoredEvent } from "../../src/core/ports.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { master } from "./master.ts";

export interface Verdict {
  tickets: number;
  suggestions: number;
  pages: number;
  calls: number;
  /** Calls of an id that the telephone had heard already: it drops them, as Standard Webhooks says. */
  repeated: number;
  /** What is not as it has to be; empty when all is well. */
  wrong: string[];
}

/** Three people are paged about each ticket. */
const PAGED = 3;

/** Judges a desk by its store and by what the telephone heard: everybody who asked has one ticket, read once, and nobody is told twice. */
export async function verdictOf(url: string, asked: ReadonlySet<string>, calls: readonly string[]): Promise<Verdict> {
  const store = await postgresStore(url, { connections: 1, master });
  try {
    const events: StoredEvent[] = [];
    for (;;) {
      const page = await store.changes(events.at(-1)?.position ?? 0, 5_000);
      events.push(...page);
      if (page.length < 5_000) break;
    }
    const of = (type: string) => events.filter(({ data }) => data.type === type);
    const tickets = new Set(of("opened").map(({ stream }) => stream));
    const pages = of("responder.paged");
    const wrong: string[] = [];
    if (tickets.size !== asked.size) wrong.push(`${asked.size} asked, ${tickets.size} tickets`);
    for (const ticket of tickets) {
      const own = (type: string) => of(type).filter(({ stream }) => stream === ticket);
      const suggested = own("triage.suggested").length;
      if (suggested !== 1) wrong.push(`${ticket} was read ${suggested} times`);
      const people = own("responder.paged").map(({ data }) => (data as unknown as { person: string }).person);
      if (people.length !== PAGED || new Set(people).size !== PAGED) wrong.push(`${ticket} paged ${people.join(", ")}`);
    }
    const heard = new Set(calls);
    for (const { id } of pages) if (!heard.has(`${id}#0`)) wrong.push(`the page ${id} did not reach the telephone`);
    for (const thread of asked) {
      const said = (await store.consoleAfter(thread, 0, 100)).map(({ content }) => content);
      if (new Set(said).size !== said.length) wrong.push(`${thread} was told something twice`);
      if (said.length === 0) wrong.push(`${thread} was told nothing`);
    }
    const { effects } = await store.counts(Date.now());
    if (effects.dead > 0) wrong.push(`${effects.dead} dead letters`);
    return {
      tickets: tickets.size,
      suggestions: of("triage.suggested").length,
      pages: pages.length,
      calls: calls.length,
      repeated: calls.length - heard.size,
      wrong,
    };
  } finally {
    await store.close();
  }
}
