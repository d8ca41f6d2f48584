import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nothingSpent, type Spent } from "../../../src/core/triage/budget.ts";
import { type Prompt, parsePrompt } from "../../../src/core/triage/prompt.ts";
import type { ModelReply } from "../../../src/core/triage/suggestion.ts";
import { openAdviser } from "../../../src/worker/model/adviser.ts";
import { openAiModel } from "../../../src/worker/model/openai.ts";
import { completion, type ModelServer, modelServer, says } from "../../harness/model-server.ts";
import { material } from "../triage/material.ts";

/** For what never answers. */
const SOON = 300;
const NOW = Date.UTC(2026, 10, 26, 12);
const LIMITS = { request: 20_000, customer: 60_000, day: 1_000_000 };

const PROMPT = parsePrompt(
  `---
id: triage
version: 1
schema: triage.v1
limits: { input: 4000, output: 500 }
locales: [en]
---
You advise {{desk}}. {{canary}} {{categories}} {{severity}} {{language}}
# User
{{conversation}} {{articles}}
`,
  "triage.md",
).prompt as Prompt;

const REPLY: ModelReply = {
  category: "deposits",
  severity: "sev2",
  sentiment: "worried",
  language: "en",
  mentions: [],
  risks: ["funds_at_risk"],
  summary: "A deposit has not been credited.",
  needs_human: true,
  draft: [],
  confidence: 70,
};
const GOOD = completion(JSON.stringify(REPLY));

let server: ModelServer;
beforeAll(async () => {
  server = await modelServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.asked.length = 0;
});

function opened(
  more: {
    deadline?: number;
    limits?: typeof LIMITS & { money?: number; prices?: { input: number; output: number } };
  } = {},
) {
  let spent: Spent = nothingSpent("2026-11-26");
  let word = 0;
  const adviser = openAdviser({
    model: openAiModel({
      url: server.url,
      name: "test-model",
      key: "not-a-real-key",
      deadline: more.deadline ?? 10_000,
    }),
    prompt: PROMPT,
    desk: "Borealis",
    limits: more.limits ?? LIMITS,
    atOnce: 2,
    ledger: {
      async change(step) {
        spent = step(spent);
      },
    },
    canary: () => `canary${++word}`,
    now: () => NOW,
  });
  const advise = (said = "where is my deposit", customer = "discord:alice") =>
    adviser.advise(material({ said: [said] }), customer);
  return { adviser, advise, spent: () => spent };
}

test("a good answer is a suggestion, paid for by what it used", async () => {
  const { advise, spent } = opened();
  server.answers(says(GOOD));
  expect(await advise()).toMatchObject({ ok: true, reply: REPLY, cached: false });
  expect(spent()).toMatchObject({ tokens: 1_020, customers: { "discord:alice": 1_020 } });
  expect(server.asked[0]).toMatchObject({
    model: "test-model",
    temperature: 0,
    max_tokens: 500,
    stream: false,
    response_format: { type: "json_schema", json_schema: { strict: true } },
  });
  expect(JSON.stringify(server.asked[0])).not.toContain("tools");
});

test("the same question again is not asked again; one with a secret is", async () => {
  const { adviser, advise } = opened();
  server.answers(says(GOOD));
  await advise();
  expect(await advise()).toMatchObject({ ok: true, cached: true });
  const secret = material({ said: ["my words are [[SEED_1]]"], signals: ["seed_shared"] });
  await adviser.advise(secret, "discord:bob");
  await adviser.advise(secret, "discord:bob");
  expect(server.asked).toHaveLength(3);
});

describe("a server that does not know how it was asked is asked more simply, and that is remembered", () => {
  const refusing = (known: (asked: Record<string, unknown>) => string | null) =>
    server.answers((response, asked) => {
      const wrong = known(asked);
      void says(
        wrong === null ? GOOD : JSON.stringify({ error: { message: wrong, type: "invalid_request_error" } }),
        wrong === null ? 200 : 400,
      )(response, asked, undefined as never);
    });
  test("no schemas", async () => {
    const { advise } = opened();
    refusing((asked) =>
      (asked.response_format as { type?: string })?.type === "json_schema"
        ? "response_format json_schema is not supported"
        : null,
    );
    expect((await advise()).ok).toBe(true);
    expect((await advise("another question")).ok).toBe(true);
    expect(server.asked.map((it) => (it.response_format as { type: string }).type)).toEqual([
      "json_schema",
      "json_object",
      "json_object",
    ]);
  });
  test("no formats at all, another name for the limit, no temperature", async () => {
    const { advise } = opened();
    refusing((asked) => {
      if (asked.max_tokens !== undefined) return "use max_completion_tokens instead of max_tokens";
      if (asked.temperature !== undefined) return "temperature is not supported with this model";
      return asked.response_format === undefined ? null : "response_format is unknown";
    });
    expect((await advise()).ok).toBe(true);
    expect(server.asked.at(-1)).toMatchObject({ max_completion_tokens: 500 });
  });
});

const error = (code: string, message = "no") => JSON.stringify({ error: { code, message, type: code } });

describe("whatever goes wrong ends in time, with no advice and the right budget", () => {
  const CHARGED = "charged";
  test.each([
    ["429", says(error("rate_limit_exceeded"), 429), /rate_limited/, "free"],
    [
      "429 with a Retry-After of two minutes",
      says(error("rate_limit_exceeded"), 429, { "retry-after": "120" }),
      /rate_limited/,
      "free",
    ],
    ["a used-up quota", says(error("insufficient_quota"), 429), /quota/, "free"],
    ["500", says("oops", 500), /unavailable: it answered 500/, "free"],
    ["503 with a page", says("<html>down</html>", 503, { "content-type": "text/html" }), /unavailable/, "free"],
    ["a key that is not taken", says(error("invalid_api_key"), 401), /does not take the key/, "free"],
    ["a context that is too long", says(error("context_length_exceeded"), 400), /too long/, "free"],
    ["no answer at all", () => undefined, /timeout/, CHARGED],
    ["a page with status 200", says("<html>login</html>", 200, { "content-type": "text/html" }), /no advice/, CHARGED],
    [
      "half an answer, then silence",
      (response) => void response.writeHead(200, { "content-type": "application/json" }).write('{"choices":['),
      /timeout/,
      CHARGED,
    ],
    [
      "an answer that drips",
      async (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        for (const character of GOOD) {
          if (response.destroyed) return;
          response.write(character);
          await sleep(20);
        }
      },
      /timeout/,
      CHARGED,
    ],
    [
      "a connection that breaks in the middle",
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"choi', () => response.destroy());
      },
      /unavailable|cannot be read/,
      CHARGED,
    ],
    [
      "a redirect to another host",
      says("", 307, { location: "http://192.0.2.1/steal" }),
      /does not follow|cannot be reached/,
      "any",
    ],
    [
      "a body of 64 MB",
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const piece = Buffer.alloc(1024 * 1024, " ");
        let left = 64;
        const push = (): void => {
          if (left-- <= 0 || response.destroyed) return void response.end();
          response.write(piece, push);
        };
        push();
      },
      /no end/,
      CHARGED,
    ],
    ["malformed JSON", says(completion('{"category": "deposits",')), /cut off|JSON/, "used"],
    ["an empty object", says(completion("{}")), /shape/, "used"],
    ["an empty answer", says(completion("")), /nothing/, "used"],
    ["no content", says(completion(null)), /nothing/, CHARGED],
    ["no choices", says("{}"), /nothing/, CHARGED],
    ["a wrong enum", says(completion(JSON.stringify({ ...REPLY, severity: "sev0" }))), /shape/, "used"],
    ["words", says(completion("I am sorry, I cannot do that.")), /JSON/, "used"],
    ["an answer that was cut off", says(completion(JSON.stringify(REPLY), { finish: "length" })), /cut off/, "used"],
    ["an answer without finish_reason", says(completion(JSON.stringify(REPLY), { finish: null })), /cut off/, "used"],
    [
      "a call of a tool",
      says(
        JSON.stringify({
          choices: [
            {
              finish_reason: "tool_calls",
              message: {
                role: "assistant",
                content: null,
                tool_calls: [{ id: "1", type: "function", function: { name: "freeze", arguments: "{}" } }],
              },
            },
          ],
        }),
      ),
      /nothing/,
      CHARGED,
    ],
  ] satisfies [string, Parameters<ModelServer["answers"]>[0], RegExp, string][])(
    "%s",
    async (_, answer, because, cost) => {
      const { advise, spent } = opened(/timeout/.test(because.source) ? { deadline: SOON } : {});
      server.answers(answer);
      const advised = await advise();
      expect(advised).toMatchObject({ ok: false, busy: false });
      expect(advised.ok ? "" : advised.because).toMatch(because);
      if (cost === "free") expect(spent().tokens).toBe(0);
      if (cost === "used") expect(spent().tokens).toBe(1_020);
      if (cost === CHARGED) expect(spent().tokens).toBeGreaterThan(500);
    },
  );
});

test("a code fence around the answer, and no usage, are taken as they come", async () => {
  const { advise, spent } = opened();
  server.answers(says(completion(`\`\`\`json\n${JSON.stringify(REPLY)}\n\`\`\``, { usage: null })));
  expect((await advise()).ok).toBe(true);
  // Without a word on what it cost, it cost what was set aside.
  expect(spent().tokens).toBeGreaterThan(500);
});

test("lone surrogates in an answer are made whole", async () => {
  const { advise } = opened();
  server.answers(says(GOOD.replace("A deposit has", "A \\\\ud83d deposit has")));
  const advised = await advise();
  expect(advised.ok && advised.reply.summary.isWellFormed()).toBe(true);
});

describe("budgets", () => {
  test("a customer who has used theirs up costs nothing more, and others are not affected", async () => {
    const { advise } = opened({ limits: { ...LIMITS, customer: 1_500 } });
    server.answers(says(GOOD));
    expect((await advise("one", "discord:alice")).ok).toBe(true);
    expect(await advise("two", "discord:alice")).toMatchObject({
      ok: false,
      because: expect.stringContaining("customer budget"),
    });
    expect((await advise("three", "discord:bob")).ok).toBe(true);
    expect(server.asked).toHaveLength(2);
  });
  test("money", async () => {
    const { advise } = opened({ limits: { ...LIMITS, money: 0.004, prices: { input: 1, output: 4 } } });
    server.answers(says(GOOD));
    expect((await advise("one")).ok).toBe(true);
    expect((await advise("two")).ok).toBe(true);
    expect(await advise("three")).toMatchObject({ ok: false, because: expect.stringContaining("money budget") });
  });
});

test("a model that fails again and again is left alone", async () => {
  const { adviser, advise } = opened();
  server.answers(says("oops", 500));
  for (let i = 0; i < 5; i++) await advise(`question ${i}`);
  expect(await advise("one more")).toMatchObject({ ok: false, because: expect.stringContaining("left alone") });
  expect(server.asked).toHaveLength(5);
  expect(adviser.health().state).toBe("resting");
});

test("more than it can take at once waits, and says so", async () => {
  const { advise } = opened();
  const gate = Promise.withResolvers<void>();
  server.answers(async (response) => {
    await gate.promise;
    response.writeHead(200, { "content-type": "application/json" }).end(GOOD);
  });
  const both = [advise("one"), advise("two")];
  expect(await advise("three")).toMatchObject({ ok: false, busy: true });
  gate.resolve();
  expect((await Promise.all(both)).every(({ ok }) => ok)).toBe(true);
});
