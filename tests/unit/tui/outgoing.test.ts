import { describe, expect, it } from "vitest";
import type { Macro } from "../../../src/core/macro/macro.ts";
import { openDeskScreen } from "../../harness/desk-screen.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer } from "../../harness/server.ts";

const macro = (id: string, title: string, text: string): Macro => ({
  id,
  title,
  text,
  language: "en",
  file: `${id}.md`,
});
const policy = testPolicy({
  facts: { "wdl.hold.password": "24 hours" },
  macros: [
    macro("hold", "On hold", "{{ticket.number}} is on hold for 24 hours."),
    macro("hash", "Ask for the hash", "Please send the hash."),
  ],
});

async function writing(options: { language?: "en" | "zh"; columns?: number; rows?: number } = {}) {
  const server = openServer({ policy, heartbeat: 20 });
  const ines = server.world.customer("ines");
  await ines.says("i want a human please");
  await server.world.settle();
  await ines.hears(/ticket T-1/);
  const mei = await openDeskScreen(server, options);
  await mei.shows(">•T-1");
  mei.press("r");
  return { server, ines, mei };
}

describe("a reply that states what no fact says", () => {
  it("comes back into the composer with what was stopped, and goes out with a typed reason", async () => {
    const { server, ines, mei } = await writing();
    mei.types("A new password holds it for 36 hours.");
    mei.press("ctrl+s");
    await mei.shows("✗ “36 hours”: this time is not in the facts; wdl.hold.password says “24 hours”");
    expect(mei.text()).toContain("A new password holds it for 36 hours.");
    expect(mei.state().focus).toBe("composer");
    expect(mei.text()).toContain("ctrl+o send with a reason");
    await ines.hearsNothing();

    mei.press("ctrl+o");
    await mei.shows("Send what no fact says on T-1. Why?");
    mei.press("enter");
    await mei.shows("A reason is needed");
    mei.types("told by the bank");
    mei.press("enter");
    await mei.shows("Goes to the customer of T-1");
    await mei.passes("5s");
    await server.world.settle();
    await ines.hears(/36 hours/);
    const history = (await (await server.as("viewer")).ticket(1))?.history.map(({ what }) => what);
    expect(history).toContain("mei sent what no fact says (duration): told by the bank");
    expect(mei.state().stopped.size).toBe(0);
  });

  it("goes out as soon as it says what the fact says, with no reason", async () => {
    const { server, ines, mei } = await writing();
    mei.types("It takes 36 hours");
    mei.press("ctrl+s");
    await mei.shows("✗ “36 hours”");
    for (let i = 0; i < "36 hours".length; i++) mei.press("backspace");
    mei.types("24 hours");
    expect(mei.text()).not.toContain("✗ “36 hours”");
    mei.press("ctrl+o");
    await mei.shows("Nothing was stopped");
    mei.press("ctrl+s");
    await mei.shows("Goes to the customer of T-1");
    await mei.passes("5s");
    await server.world.settle();
    await ines.hears(/It takes 24 hours/);
  });

  it("does not take the screen from somebody who went on to something else", async () => {
    const { mei } = await writing({ columns: 120, rows: 40 });
    mei.types("It takes 36 hours");
    mei.press("ctrl+s", "n");
    mei.types("a note");
    await mei.shows("T-1: not sent, it states what no fact says");
    expect(mei.text()).toContain("note on T-1");
    expect(mei.text()).toContain("a note");
    mei.press("esc", "r");
    await mei.shows("✗ “36 hours”");
  });

  it("is explained in Chinese", async () => {
    const { mei } = await writing({ language: "zh" });
    mei.types("需要 36 小时");
    mei.press("ctrl+s");
    await mei.shows("✗ “36 小时”：该时长不在事实库中；wdl.hold.password 为“24 hours”");
  });
});

describe("macros", () => {
  it("are searched, previewed and put into the text, and sent only then", async () => {
    const { server, ines, mei } = await writing();
    mei.types("Hello! ");
    mei.press("ctrl+t");
    await mei.shows(/> Ask for the hash +hash[\s\S]* {3}On hold +hold/);
    expect(mei.text()).toContain("Please send the hash.");
    mei.press("down");
    expect(mei.text()).toContain("T-1 is on hold for 24 hours.");
    mei.press("up");
    mei.types("hold");
    await mei.shows(/> On hold/);
    mei.press("enter");
    await mei.shows("Hello! T-1 is on hold for 24 hours.");
    await ines.hearsNothing();
    mei.press("ctrl+s");
    await mei.shows("Goes to the customer of T-1");
    await mei.passes("5s");
    await server.world.settle();
    await ines.hears(/on hold for 24 hours/);
  });

  it("that do not exist are not chosen, and esc leaves the text as it was", async () => {
    const { mei } = await writing();
    mei.types("Hello");
    mei.press("ctrl+t");
    mei.types("zzzz");
    await mei.shows("No such macro.");
    mei.press("enter", "esc");
    expect(mei.state().overlay).toBeNull();
    expect(mei.text()).toContain("Hello");
  });
});
