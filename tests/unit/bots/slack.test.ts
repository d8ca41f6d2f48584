import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardBlocks, cardText } from "../../../src/bots/slack/card.ts";
import { manifest, SCOPES } from "../../../src/bots/slack/manifest.ts";
import { escaped, mrkdwn, plain, split } from "../../../src/bots/slack/mrkdwn.ts";
import { noteIn } from "../../../src/bots/slack/relay.ts";
import type { TicketListItem } from "../../../src/core/ports.ts";

const ticket: TicketListItem = {
  id: "ticket:1",
  number: 7,
  version: 1,
  state: "open",
  priority: "P1",
  team: "security",
  tags: [],
  owner: null,
  acknowledged: false,
  category: null,
  language: "en",
  channel: "discord",
  customer: "discord:1",
  conversation: "conversation:1",
  subjectContent: "c",
  openedAt: 0,
  updatedAt: 0,
  dueAt: null,
  dueKind: null,
  breached: false,
  snoozedUntil: null,
  answeredAt: null,
  escalation: null,
  paged: [],
  pagedAt: null,
  subject: "<!here> & *help*",
};

test("a card says how much was said before what it has room for", () => {
  const shown = (earlier: number) => {
    const blocks = cardBlocks({ ticket, before: [], earlier, entities: [], why: [], advice: null });
    return JSON.stringify(blocks);
  };
  expect(shown(0)).not.toContain("earlier");
  expect(shown(1)).toContain("1 earlier message is not shown here; the terminal and `nightdesk tickets show T-7`");
  expect(shown(12)).toContain("12 earlier messages are not shown here");
});

describe("what customers write is data", () => {
  test("markup and shouts are escaped", () => {
    expect(escaped("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
    expect(cardText(ticket)).toBe("T-7 P1 open: &lt;!here&gt; &amp; *help*");
  });

  test("any subject stands only in plain text, which Slack does not interpret", () => {
    fc.assert(
      fc.property(fc.string(), (subject) => {
        const blocks = cardBlocks({
          ticket: { ...ticket, subject: `${subject}<!channel>` },
          before: [],
          earlier: 0,
          entities: [],
          why: [],
          advice: null,
        });
        const interpreted = JSON.stringify(blocks, (_key, value) =>
          value?.type === "plain_text" ? undefined : (value as unknown),
        );
        expect(interpreted).not.toContain("<!channel>");
      }),
    );
  });

  test("what can be looked up is linked to explorers, and no value breaks out of its link", () => {
    const url = "https://mempool.space/tx/a%7C&b";
    const entities = [
      { kind: "tx_hash" as const, value: "3b".repeat(32), links: [{ network: "bitcoin" as const, url }] },
    ];
    const blocks = JSON.stringify(cardBlocks({ ticket, before: [], earlier: 0, entities, why: [], advice: null }));
    expect(blocks).toContain("*look up*\\n`3b3b3b3b…3b3b3b` <https://mempool.space/tx/a%7C&amp;b|bitcoin>");
    const many = Array.from({ length: 20 }, (_, i) => ({
      ...entities[0],
      kind: "tx_hash" as const,
      value: `${i}`.padStart(64, "a"),
      links: Array.from({ length: 3 }, () => ({
        network: "tron" as const,
        url: `https://a.example/${"b".repeat(90)}`,
      })),
    }));
    const texts = cardBlocks({ ticket, before: [], earlier: 0, entities: many, why: [], advice: null }).flatMap(
      (block) => (block.type === "context" ? block.elements.map((it) => ("text" in it ? it.text.length : 0)) : []),
    );
    expect(Math.max(...texts)).toBeLessThan(3_000);
  });

  test("links of an article show where they lead", () => {
    expect(mrkdwn("## Steps\n**Go** to [us](https://borealis.example/a)")).toBe(
      "*Steps*\n*Go* to us (https://borealis.example/a)",
    );
  });
});

test.each([
  ["see <https://a.example|a.example>", "see https://a.example"],
  ["<https://a.example|here>", "here (https://a.example)"],
  ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
  ["ask <@U1|mei> in <#C1|support>", "ask @mei in #support"],
  ["<!channel> look", "@channel look"],
])("%s is read as people typed it", (sent, read) => {
  expect(plain(sent)).toBe(read);
});

test.each([
  ["// the bank says no", "the bank says no"],
  ["  //secret", "secret"],
  ["https://a.example", undefined],
  ["hello // there", undefined],
])("%s: note or not", (text, note) => {
  expect(noteIn(text)).toBe(note);
});

test("a long text is cut at sentences, loses nothing, and never in half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer({ min: 8, max: 60 }), (text, max) => {
      const parts = split(text, max);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(max);
        expect(part.isWellFormed()).toBe(true);
      }
      expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});

test("the manifest asks for every scope that is used, and for no address in Socket Mode", () => {
  const made = manifest("Borealis");
  expect(made.oauth_config.scopes.bot).toEqual(SCOPES.map(({ scope }) => scope));
  expect(JSON.stringify(made)).not.toContain("url");
  expect(manifest("Borealis", { url: "https://desk.example/slack/events" }).settings.socket_mode_enabled).toBe(false);
});
