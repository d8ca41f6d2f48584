import { describe, expect, it } from "vitest";
import { atNight, key, keys, screenText, step } from "../../harness/desk-screen.ts";
import { NIGHT, SUGGESTION, VIEW } from "../../harness/wire.ts";

const REPLY = "您可以在“设置 → 安全”中锁定账户。登录不了，就留在这里。";
const before = { ...VIEW, transcript: VIEW.transcript.slice(0, 3) };
const arrived = { type: "viewed", number: 7, view: before } as const;
const draft = (state: ReturnType<typeof atNight>) => state.drafts.get("reply/7")?.text ?? "";

describe("a suggested reply", () => {
  it("is what r begins with, its sources in sight and not in the text", () => {
    const state = atNight({}, arrived, ...keys("enter", "r"));
    expect(draft(state)).toBe(REPLY);
    expect(screenText(state)).toContain("[SEC-01] “打开 设置 → 安全 → 锁定账户”");
    const [, errands] = step(state, key("ctrl+s"));
    expect(errands).toMatchObject([{ errand: "act", action: { kind: "reply", text: REPLY } }]);
  });

  it("loses the source of a sentence that was changed", () => {
    const state = atNight({}, arrived, ...keys("enter", "r", "backspace"));
    expect(screenText(state)).toContain("锁定账户”");
    expect(screenText(state)).not.toContain("[SEC-01] “登录不了");
  });

  it("is not begun by R", () => {
    const state = atNight({}, arrived, ...keys("enter", "R"));
    expect(state.writing).toMatchObject({ number: 7, kind: "reply" });
    expect(draft(state)).toBe("");
  });

  it("gives way to what was written before, which R keeps too", () => {
    const begun = atNight({}, arrived, ...keys("enter", "R"), { type: "pasted", text: "mine" }, key("esc"));
    expect(draft(step(begun, key("r"))[0])).toBe("mine");
    const blank = step(begun, key("R"))[0];
    expect(draft(blank)).toBe("mine");
    expect(screenText(blank)).toContain("Your own draft is here still");
  });

  it("is no draft of one's own while nobody has touched it", () => {
    const left = atNight({}, arrived, ...keys("enter", "r", "esc"));
    expect(draft(left)).toBe("");
    expect(step(left, key("q"))[1]).toEqual([{ errand: "quit" }]);
  });

  it("is old once a responder has answered", () => {
    expect(draft(atNight({}, ...keys("enter", "r")))).toBe("");
    expect(screenText(atNight({ columns: 120, rows: 60 }, ...keys("enter", "2")))).not.toContain("SUGGESTED REPLY");
  });

  it("comes into an empty reply when its ticket arrives, and never over what was typed", () => {
    const asked = atNight({}, { type: "snapshot", tickets: [VIEW.ticket] }, key("r"));
    expect(draft(step(asked, arrived)[0])).toBe(REPLY);
    const typed = step(asked, { type: "pasted", text: "Hello" })[0];
    expect(draft(step(typed, arrived)[0])).toBe("Hello");
  });
});

describe("the triage of a ticket", () => {
  it("says how grave it is in glyph and word, who made it, what was named and why", () => {
    const text = screenText(atNight({ columns: 120, rows: 60 }, arrived, ...keys("enter", "2")));
    expect(text).toContain("TRIAGE sev1▲▲ critical · by rules");
    expect(text).toContain("91 % sure · desperate");
    expect(text).toContain("! account takeover");
    expect(text).toContain("SIMILAR T-4 T-11");
    expect(text).toContain("· amount: 1,250 USDT");
    expect(text).toContain("WHY security: SEC-01 is a security article");
    expect(text).toContain("3 reasons: t shows them");
    expect(text).not.toContain("no model is configured");
  });

  it("opens its reasons with t", () => {
    const text = screenText(atNight({ columns: 120, rows: 60 }, ...keys("enter", "2", "t")));
    expect(text).toContain("-- model: no model is configured");
  });

  it("names the model that made it", () => {
    const prompt = { id: "triage", version: 1, model: "qwen3-8b" };
    const view = { ...before, suggestion: { ...SUGGESTION, by: "model" as const, prompt } };
    const state = atNight({ columns: 120, rows: 60 }, { type: "viewed", number: 7, view }, ...keys("enter", "2"));
    expect(screenText(state)).toContain("by qwen3-8b");
  });

  it("says so when there is none yet", () => {
    const view = { ...VIEW, suggestion: null };
    const state = atNight({}, { type: "viewed", number: 7, view }, ...keys("enter", "2"));
    expect(screenText(state)).toContain("There is no suggestion for this ticket yet.");
    expect(state.now).toBe(NIGHT);
  });
});
