import { expect, test } from "vitest";
import { assess, replyText } from "../../../src/core/ask.ts";
import { attached, onlyAttached, withoutAttached } from "../../../src/core/attached.ts";
import { testPolicy } from "../../harness/policy.ts";

const policy = testPolicy();
const replyTo = async (text: string, of = policy) => {
  const assessed = await assess(text, of, { channel: "discord", now: 0 });
  return { trace: assessed.trace.outcome, says: replyText(assessed, of) };
};

test("what came with a message is named on lines of its own, and is nobody's words", () => {
  const file = attached("file", "deposit]\nmissing.png");
  expect(file).toBe("[file: deposit  missing.png]");
  expect(withoutAttached(`where is it?\n${file}\n${attached("sticker", "wave")}`)).toBe("where is it?");
  expect(onlyAttached(`${file}\n${attached("poll", "a poll")}`)).toBe(true);
  expect(onlyAttached("")).toBe(false);
  expect(onlyAttached(`look ${file}`)).toBe(false);
});

test("pictures alone are answered with a request for words, whatever the file is called", async () => {
  const { trace, says } = await replyTo("[file: my deposit has not arrived.png]");
  expect(trace).toBe("clarify: ask what happened, in words");
  expect(says).toMatch(/no pictures, files or stickers[\s\S]*“human”[\s\S]*Never send a picture of a password/);
});

test("with words the words decide, not the name of the file", async () => {
  const { trace } = await replyTo("my deposit has not arrived\n[file: withdrawal pending.png]");
  expect(trace).toBe("answer DEP-01");
});

test("a desk whose first language is Chinese asks in Chinese", async () => {
  const chinese = testPolicy({ yaml: "desk: { name: Borealis, languages: [zh, en] }" });
  expect((await replyTo("[sticker: wave]", chinese)).says).toContain("我只能读懂文字");
});
