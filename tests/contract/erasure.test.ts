import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PRIVACY, type PrivacyCommand } from "../../src/core/privacy/privacy.ts";
import { dump, sealedEngines } from "../harness/sealed.ts";
import { openWorld } from "../harness/world.ts";

describe.each(sealedEngines)("an erasure on $name", ({ place }) => {
  it("leaves no word of the customer's, no word about them and not who they are in any table or file", async () => {
    const { file, open, parts } = await place();
    const store = await open();
    const world = openWorld({ store });
    const customer = "console:alice-liddell";
    const says = (text: string, id: string) =>
      world.desk.receive({ channel: "console", thread: "900", externalId: id, customer, text });
    await says("where is my deposit, pomegranate", "m1");
    await says("human", "m2");
    await world.settle();
    await world.responder("mei").takes(1);
    await world.responder("mei").replies(1, "hello, about your quince");
    const id = (await store.ticket({ number: 1 }))?.id ?? "ticket:none";
    await world.desk.execute({
      to: "ticket",
      stream: id,
      command: { type: "note", by: "mei", text: "a walnut of a case" },
    });
    const profile = { type: "describe", by: "mei", tier: "vip", since: null } as const;
    await world.desk.execute({ to: "customer", stream: `customer:${customer}`, command: profile });
    await world.responder("mei").resolves(1, "medlar");
    await world.customer("bob").says("this stays: mulberry");
    await world.settle();
    const words = ["alice", "liddell", "pomegranate", "quince", "walnut", "medlar"];
    const before = (await store.changes(0, 1_000)).map(({ content }) => content);

    const wish = (command: PrivacyCommand) => world.desk.execute({ to: "privacy", stream: PRIVACY, command });
    await wish({ type: "ask", by: "mei", customer, ground: "consent_withdrawn" });
    await wish({ type: "confirm", by: "lead", customer });
    await world.settle();

    // The digests, by which the events are chained, are what they were.
    const events = await store.changes(0, 1_000);
    expect(events.slice(0, before.length).map(({ content }) => content)).toEqual(before);
    expect(await store.held(customer)).toEqual([]);
    expect((await store.held("console:bob")).length).toBeGreaterThan(0);
    for (const word of words) expect(JSON.stringify(events)).not.toContain(word);
    await store.close();
    const tables = await dump(await parts());
    for (const word of words) expect(tables).not.toContain(word);
    if (file === undefined) return;
    const bytes = readFileSync(file).toString("latin1");
    for (const word of words) expect(bytes).not.toContain(word);
  });
});
