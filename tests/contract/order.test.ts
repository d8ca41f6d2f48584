import { join } from "node:path";
import { expect, test } from "vitest";
import type { ConversationEvent } from "../../src/core/conversation/conversation.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { workFolder } from "../harness/cli.ts";
import { master } from "../harness/master.ts";
import { openWorld } from "../harness/world.ts";

test("messages of a thread are decided in the order in which they came, in a thread that is new too", async () => {
  const store = await sqliteStore(join(workFolder(), "desk.db"), { master });
  const world = openWorld({ store });
  const threads = Array.from({ length: 20 }, (_, i) => world.customer(`c${i}`));
  await Promise.all(Array.from({ length: 20 }, (_, n) => threads.map((it) => it.says(`message ${n}`))).flat());
  const events = await store.changes(0, 10_000);
  const texts = await store.contents(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
  for (let i = 0; i < threads.length; i++) {
    const conversation = await store.conversationAt("console", `c${i}`);
    const own = events.filter(
      ({ stream, data }) => stream === conversation && (data as ConversationEvent).type === "message.received",
    );
    expect(own.map(({ content }) => texts.get(content?.id ?? ""))).toEqual(own.map((_, n) => `message ${n}`));
    expect(own).toHaveLength(20);
  }
  await store.close();
});
