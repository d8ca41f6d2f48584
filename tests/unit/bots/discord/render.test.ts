import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../../../src/bots/discord/commands/table.ts";
import { detailsModal } from "../../../../src/bots/discord/modal.ts";
import { wordsIn } from "../../../../src/bots/discord/phrases.ts";
import { escaped, unmasked } from "../../../../src/bots/discord/render/markdown.ts";
import { type Payload, render } from "../../../../src/bots/discord/render/message.ts";
import type { Outgoing } from "../../../../src/core/channel.ts";
import type { OutgoingForm } from "../../../../src/core/effect.ts";

const MARKS = ["*", "_", "~~", "`", "```", "||", "> ", ">>> ", "# ", "-# ", "[", "](", ")", "<", ">", "\\", "\n", ":"];
const CALLS = ["@everyone", "@here", "<@123456789012345678>", "<@&1>", "<#1>", "</ask:1>", "<t:1:R>", "<:a:1>"];
const LINKS = ["[here](https://evil.example)", "[a](<https://evil.example>)", "https://borealis.example/x?y=(z)"];
const text = fc
  .array(fc.oneof(fc.constantFrom(...MARKS, ...CALLS, ...LINKS), fc.lorem({ mode: "sentences" }), fc.string()), {
    maxLength: 60,
  })
  .map((it) => it.join(""));
const line = (maxLength: number) =>
  fc.string({ unit: "grapheme", minLength: 1, maxLength }).map((it) => it.replace(/\s/g, "x"));
const language = fc.constantFrom("en", "zh");
const form: fc.Arbitrary<OutgoingForm> = fc.oneof(
  fc.record({
    form: fc.constant("answer" as const),
    article: fc.constant("DEP-01"),
    title: line(120),
    language,
    options: fc.array(line(80), { maxLength: 12 }),
  }),
  fc.record({
    form: fc.constant("clarify" as const),
    language,
    choices: fc.array(fc.record({ article: fc.constant("DEP-01"), title: line(120) }), { maxLength: 40 }),
  }) as fc.Arbitrary<OutgoingForm>,
  fc.record({
    form: fc.constant("notice" as const),
    notice: fc.constantFrom("ticket_opened", "resolved", "welcome"),
    language,
    to: fc.option(fc.constant("123456789012345678"), { nil: undefined }),
  }) as fc.Arbitrary<OutgoingForm>,
  fc.record({ form: fc.constant("message" as const), author: fc.constantFrom("customer", "mei") }),
);
const outgoing: fc.Arbitrary<Outgoing> = fc.record({
  id: fc.uuid(),
  thread: fc.constant("1"),
  content: fc.constant("c"),
  text,
  form,
  attempt: fc.constant(1),
  at: fc.constantFrom(0, 1_000_000),
});
const shown = (it: Outgoing, name = "Mei"): Payload[] =>
  render(it, {
    now: 1_000_000,
    staleAfter: 1_000,
    nameOf: (author) => (author === "customer" ? "customer" : name),
    closes: () => true,
    isThread: () => true,
  });

// biome-ignore lint/suspicious/noExplicitAny: components are judged as Discord would judge any JSON
type Part = Record<string, any>;
const everyPart = (parts: Part[] = []): Part[] => parts.flatMap((it) => [it, ...everyPart(it.components)]);
const textOf = ({ content, components }: Payload): string =>
  [content, ...everyPart(components).map((it) => (it.type === 10 ? it.content : undefined))].filter(Boolean).join("");

/** What Discord's own client takes for a masked link, more generously: brackets next to each other. */
const MASKED = /\]\(/;
/** A mark that is not behind an odd number of backslashes. */
const ACTIVE = /(?<!\\)(?:\\\\)*[*_~`|>#[\]()<]/;

describe("whatever is said", () => {
  test("keeps Discord's limits, calls nobody, masks no link", () => {
    fc.assert(
      fc.property(outgoing, (it) => {
        const payloads = shown(it);
        expect(new Set(payloads.map(({ nonce }) => nonce)).size).toBe(payloads.length);
        for (const payload of payloads) {
          expect(payload.allowed_mentions).toEqual({ parse: [] });
          expect(payload.nonce.length).toBeLessThanOrEqual(25);
          expect(payload.content?.length ?? 1).toBeLessThanOrEqual(2_000);
          expect(payload.content).not.toBe("");
          expect(textOf(payload)).not.toMatch(MASKED);
          const parts = everyPart(payload.components);
          expect(parts.length).toBeLessThanOrEqual(40);
          const texts = parts.flatMap(({ type, content }) => (type === 10 ? [content as string] : []));
          expect(texts.every((it) => it.length > 0)).toBe(true);
          const labels = parts.flatMap((it) => [it.label ?? "", ...(it.options ?? []).map((o: Part) => o.label)]);
          expect([...texts, ...labels].join("").length).toBeLessThanOrEqual(4_000);
          for (const part of parts) withinLimits(part);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a customer's words and anybody's name mean nothing but themselves", () => {
    const customer = outgoing.map((it) => ({
      ...it,
      at: 1_000_000,
      form: { form: "message" as const, author: "customer" },
    }));
    fc.assert(
      fc.property(customer, text, (it, name) => {
        const said = shown(it)
          .map(textOf)
          .join("")
          .replace(/^\*\*customer\*\*: ?/, "");
        expect(said).not.toMatch(ACTIVE);
        expect(said).not.toMatch(/@(?!\u200b|$)/m);
        const unescaped = said.replace(/\\(.)/g, "$1").replaceAll("\u200b", "");
        expect(unescaped.replace(/\s/g, "")).toBe(it.text.replaceAll("\u200b", "").replace(/\s/g, ""));
        const called = shown({ ...it, text: "hello", form: { form: "message", author: "mei" } }, name).map(textOf);
        const [, shownName] = /^\*\*([\s\S]*)\*\*: hello$/.exec(called.join("\n")) ?? [];
        if (shownName !== undefined) expect(shownName).not.toMatch(ACTIVE);
        expect(called.join("")).not.toMatch(/@everyone|@here|(?<!\\)<[@#/t:]/);
      }),
    );
  });
});

function withinLimits({ type, components, custom_id, label, options, placeholder }: Part): void {
  if (custom_id !== undefined) expect(custom_id.length).toBeLessThanOrEqual(100);
  if (type === 1) expect(components.length).toBeLessThanOrEqual(5);
  if (type === 2) {
    expect(label.trim()).not.toBe("");
    expect(label.length).toBeLessThanOrEqual(80);
    expect(label.isWellFormed()).toBe(true);
  }
  if (type === 3) {
    expect(placeholder.length).toBeLessThanOrEqual(150);
    expect(options.length).toBeGreaterThan(0);
    expect(options.length).toBeLessThanOrEqual(25);
    expect(new Set(options.map(({ value }: Part) => value)).size).toBe(options.length);
    for (const option of options) {
      expect(option.label.trim()).not.toBe("");
      expect(option.label.length).toBeLessThanOrEqual(100);
      expect(option.label.isWellFormed()).toBe(true);
    }
  }
}

test.each([
  ["[here](https://evil.example)", "here (https://evil.example)"],
  ['[here](<https://evil.example> "safe")', "here (https://evil.example)"],
  ["[https://borealis.example](https://evil.example)", "https://borealis.example (https://evil.example)"],
  ["[https://a.example](https://a.example)", "https://a.example"],
  ["[a [nested] label](https://evil.example)", "[a [nested] label] (https://evil.example)"],
  ["[two\nlines](https://evil.example)", "[two\nlines] (https://evil.example)"],
  ["[x](https\\://evil.example)", "[x] (https\\://evil.example)"],
])("%s is shown in full", (masked, full) => expect(unmasked(masked)).toBe(full));

test("a name with markdown and mentions is shown as it is", () => {
  expect(escaped("**Support** @everyone <@1> [x](https://y)")).toBe(
    "\\*\\*Support\\*\\* @\u200beveryone \\<@\u200b1\\> \\[x\\]\\(https\\://y\\)",
  );
});

test("forms and commands keep Discord's sizes in both languages", () => {
  for (const language of ["en", "zh"]) {
    const modal = detailsModal(wordsIn(language));
    expect(modal.title.length).toBeLessThanOrEqual(45);
    expect(modal.components.length).toBeLessThanOrEqual(5);
    for (const { label } of modal.components) expect(label.length).toBeLessThanOrEqual(45);
  }
  const sizes = (it: Part): void => {
    const names = [it.name, ...Object.values(it.name_localizations ?? {})] as string[];
    for (const name of names) expect(name.length).toBeLessThanOrEqual(32);
    const told = [it.description ?? "", ...Object.values(it.description_localizations ?? {})] as string[];
    for (const description of told) expect(description.length).toBeLessThanOrEqual(100);
    expect((it.options ?? []).length).toBeLessThanOrEqual(25);
    (it.options ?? []).forEach(sizes);
  };
  for (const { definition } of COMMANDS) sizes(definition);
});
