import { describe, expect, it } from "vitest";
import { conflicts, parseKeymap } from "../../../src/cli/tui/commands/keymap.ts";
import { COMMANDS } from "../../../src/cli/tui/commands/table.ts";
import { atNight, key, keys, openDeskScreen, screenText, step } from "../../harness/desk-screen.ts";
import { openServer } from "../../harness/server.ts";
import { NIGHT, QUEUE, ticket } from "../../harness/wire.ts";

async function deskWithThree() {
  const server = openServer();
  for (const name of ["ana", "ines", "tom"]) await server.world.customer(name).says("i want a human please");
  await server.world.settle();
  const mei = await openDeskScreen(server);
  await mei.shows(/T-1 [\s\S]*T-2 [\s\S]*T-3 /);
  return { server, mei };
}

describe("several tickets at once", () => {
  it("are marked one by one, as a range, or all that the filter shows, and unmarked by esc before the filter goes", () => {
    const marked = (...names: string[]) => [...atNight({}, ...keys(...names)).marks];
    expect(marked("space", "space")).toEqual([7, 12]);
    expect(marked("space", "k", "space")).toEqual([]);
    expect(marked("space", "j", "V")).toEqual([7, 12, 3]);
    const filtered = atNight({}, key("/"), { type: "pasted", text: "lang:zh" }, ...keys("enter", "*"));
    expect([...filtered.marks]).toEqual([7, 12]);
    const [unmarked] = step(filtered, key("esc"));
    expect([unmarked.marks.size, unmarked.list.filter]).toEqual([0, "lang:zh"]);
  });

  it("are acknowledged, given and taken back as one deed, with one word about it", async () => {
    const { server, mei } = await deskWithThree();
    mei.press("*", "a");
    await mei.shows("✓ Done on 3 tickets.");
    expect(
      await Promise.all([1, 2, 3].map(async (it) => (await server.world.ticket(it))?.ticket.acknowledged)),
    ).toEqual([true, true, true]);
    mei.press("space", "space", "p", "1");
    await mei.shows("✓ Done on 2 tickets. u takes it back.");
    expect((await server.world.ticket(1))?.ticket.priority).toBe("P1");
    mei.press("u");
    await mei.shows("T-2 is P2 now");
    expect((await server.world.ticket(1))?.ticket.priority).toBe("P2");
  });

  it("say which of them the desk refused, and why", async () => {
    const { server, mei } = await deskWithThree();
    mei.press("*", "I");
    mei.types("nobody-here");
    mei.press("enter");
    await mei.shows(/✗ Not on 3\. T-\d: .*nobody-here/);
    expect((await server.world.ticket(1))?.ticket.owner).toBeNull();
  });

  it("can be nothing that a customer hears of", () => {
    for (const name of ["x", "e", "r", "n"]) {
      const state = atNight({}, ...keys("*", name));
      expect(state.overlay, name).toBeNull();
      expect(screenText(state), name).toContain("Not on several at once: esc takes the marks away.");
    }
  });

  it("stay where they are while they are marked, and lose their mark when they leave the list", () => {
    const state = atNight({}, key("space"));
    const late = ticket(5, { version: 2, priority: "P0", dueAt: NIGHT - 3_600_000 });
    const [held] = step(state, { type: "received", tickets: [late] }, NIGHT + 60_000);
    const [ticked] = step(held, { type: "ticked" }, NIGHT + 61_000);
    expect(ticked.list.order[0]).toBe(7);
    expect(screenText(ticked)).toContain("↕1 held (.)");
    const gone = { ...(QUEUE[0] ?? late), version: 9, state: "resolved" as const };
    const [resolved] = step(
      step(atNight({}, key("space")), key("esc"))[0],
      { type: "received", tickets: [gone] },
      NIGHT + 60_000,
    );
    expect(resolved.marks.size).toBe(0);
  });
});

describe("one ticket", () => {
  it("gets a priority by two keys, which can be taken back", async () => {
    const { server, mei } = await deskWithThree();
    mei.press("p");
    await mei.shows(/p 0 priority P0/);
    mei.press("0");
    await mei.shows("✓ T-1 is P0 now. u takes it back.");
    expect((await server.world.ticket(1))?.ticket.priority).toBe("P0");
    mei.press("u");
    await mei.shows("✓ T-1 is P2 now.");
  });

  it("is given to a person out of a list that says how much each has", async () => {
    const { server, mei } = await deskWithThree();
    mei.press("I");
    await mei.shows(/Mei \(mei\) \(you\) +0 tickets/);
    mei.types("bo");
    await mei.shows(/> Bob \(bob\) +0 tickets/);
    mei.press("enter");
    await mei.shows("✓ T-1 is with bob.");
    expect((await server.world.ticket(1))?.ticket.owner).toBe("bob");
  });
});

describe("one's own keys", () => {
  const read = (text: string) => parseKeymap(text, COMMANDS);

  it("replace those of the table in footer, help and palette alike", () => {
    const parsed = read('{"acknowledge": ["A", "g y"], "resolve": []}');
    if (!parsed.ok) throw new Error(parsed.complaints.join("\n"));
    const state = atNight({ keymap: parsed.keymap }, key("j"));
    expect(screenText(state)).toContain(" A ack");
    expect(step(state, key("A"))[1]).toMatchObject([{ errand: "act", action: { kind: "acknowledge" } }]);
    expect(step(state, key("a"))[1]).toEqual([]);
    expect(step(state, key("x"))[0].overlay).toBeNull();
    expect(screenText(step(state, key("?"))[0])).toContain("A  g y");
  });

  it("never take a letter from who writes", () => {
    const parsed = read('{"go-knowledge": ["B"]}');
    if (!parsed.ok) throw new Error(parsed.complaints.join("\n"));
    const state = atNight({ keymap: parsed.keymap }, ...keys("enter", "R", "B"));
    expect(state.drafts.get("reply/7")?.text).toBe("B");
  });

  it.each([
    ['{"acknowledge": ["r"]}', "“r” is both “acknowledge” and “reply”"],
    ['{"acknowledge": ["g"]}', "“g” (“acknowledge”) hides “g g” (“top”)"],
    ['{"aknowledge": ["A"]}', 'there is no command “aknowledge”. Did you mean "acknowledge"?'],
    ['{"acknowledge": ["hyper+a"]}', "“acknowledge”: “hyper+a” is no key"],
    ['{"acknowledge": "A"}', "“acknowledge” needs a list of keys"],
    ["[]", "it has to look like"],
    ["{", "JSON"],
  ])("are refused as a whole when they cannot be right: %s", (text, complaint) => {
    const parsed = read(text);
    expect(parsed.ok ? "" : parsed.complaints.join("\n")).toContain(complaint);
  });

  it("of the table conflict nowhere", () => {
    expect(conflicts(COMMANDS)).toEqual([]);
  });
});
