import fc from "fast-check";
import { expect, test } from "vitest";
import { NOTHING_ASKED, press } from "../../../src/bots/slack/buttons.ts";
import { follow, noteIn, relay } from "../../../src/bots/slack/relay.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const MEI = { user: "U0000MEI", name: "mei" };
const PLACE = { channel: "C0000001", thread: "1790000001.000100" };

/** What staff do in a ticket's thread and on its card; each note carries the mark. */
const MARK = "ZQX";
const step = fc.oneof(
  fc.record({ does: fc.constant("reply"), words: fc.constantFrom("hello", "thank you", " / / no note", "see above") }),
  fc.record({ does: fc.constant("note"), words: fc.constantFrom("//", "  //", "\t// ", "//  //", "\n//") }),
  fc.record({ does: fc.constant("button"), words: fc.constantFrom("", "// ", "hello ") }),
  fc.record({ does: fc.constant("edit to note"), words: fc.constantFrom("//", " // ") }),
  fc.record({ does: fc.constant("edit to reply"), words: fc.constantFrom("", "now ") }),
  fc.record({ does: fc.constant("delete"), words: fc.constant("") }),
);

/** A reply that becomes a note stays one, however often it is changed afterwards. */
const TO_A_NOTE_AND_BACK = [
  { does: "reply", words: "hello" },
  { does: "edit to note", words: "//" },
  { does: "edit to reply", words: "now " },
  { does: "edit to reply", words: "" },
] as const;

test("no note ever reaches a customer, whatever is written, changed and taken back around it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const world = openWorld({ policy: testPolicy() });
      const ports = { desk: world.desk, store: world.store };
      const ana = world.customer("ana");
      await ana.says("human");
      await world.settle();
      const ticket = await world.store.ticket({ number: 1 });
      if (ticket === undefined) throw new Error("there is no T-1");
      const { id, conversation } = ticket;
      const place = { channel: "slack", thread: `${PLACE.channel}:${PLACE.thread}` };
      await world.desk.execute({
        to: "conversation",
        stream: conversation,
        command: { type: "link", place, side: "staff" },
      });
      const written: { ts: string; text: string; notes: number; changed: boolean }[] = [];
      for (const [i, { does, words }] of steps.entries()) {
        const ts = `${1_790_000_100 + i}.000100`;
        const revision = `${i}`;
        if (does === "reply" || does === "note") {
          const text = does === "note" ? `${words} ${MARK}` : words;
          written.push({ ts, text, notes: does === "note" ? 1 : 0, changed: false });
          await relay(ports, { ...PLACE, ts, text }, MEI);
        } else if (does === "button") {
          const asked = { ...NOTHING_ASKED, text: `${words}${MARK}` };
          await press(ports, { button: "note", number: 1, asked, once: undefined }, MEI);
        } else {
          const last = written.at(-1);
          if (last === undefined) continue;
          const marked = last.text.includes(MARK) || does === "edit to note" ? MARK : "";
          const text = does === "delete" ? null : `${words}${marked}`;
          await follow(ports, { ...PLACE, ts: last.ts, before: last.text, text, revision }, MEI);
          if (does === "edit to note" && !last.changed && noteIn(last.text) === undefined) {
            last.notes += 1;
            last.changed = true;
          }
          if (text !== null) last.text = text;
        }
      }
      await world.settle();
      const heard = await world.store.consoleAfter("ana", 0, 1_000);
      expect(heard.map(({ text }) => text).join("\n")).not.toContain(MARK);
      const notes = written.reduce((sum, it) => sum + it.notes, steps.filter(({ does }) => does === "button").length);
      const kept = (await world.store.read(id)).filter(({ data }) => data.type === "note.added");
      expect(kept).toHaveLength(notes);
    }),
    { numRuns: 60, examples: [[[...TO_A_NOTE_AND_BACK]]] },
  );
});
