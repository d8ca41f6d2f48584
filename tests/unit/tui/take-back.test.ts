import { describe, expect, it } from "vitest";
import { atNight, key, keys, openDeskScreen, screenText, step } from "../../harness/desk-screen.ts";
import { openServer } from "../../harness/server.ts";
import { NIGHT, QUEUE, ticket } from "../../harness/wire.ts";

const HOUR = 3_600_000;

/** A desk with a ticket of ines: T-1. */
async function deskWithTicket() {
  const server = openServer({ demo: true, heartbeat: 20 });
  const ines = server.world.customer("ines");
  await ines.says("i want a human please");
  await server.world.settle();
  await ines.hears(/ticket T-1/);
  return { server, ines };
}

describe("putting a ticket aside", () => {
  it("takes one key and enter, and u has it back", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("z", "enter");
    await mei.shows("✓ T-1 is back at 03:15Z. u takes it back.");
    await mei.passes("2s");
    await mei.shows("The queue is empty");
    mei.press("u");
    await mei.shows("✓ T-1 is back.");
    expect((await server.world.ticket(1))?.ticket.snoozedUntil).toBeNull();
  });

  it("keeps it in a view of its own, from where Z brings it back", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("z");
    mei.types("17:30");
    mei.press("enter");
    await mei.shows("✓ T-1 is back at 17:30Z.");
    mei.press("8");
    await mei.shows(/>zT-1 /);
    mei.press("Z");
    await mei.shows("✓ T-1 is back.");
  });

  it("is back by itself when the time is over", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("z", "enter");
    await mei.shows("✓ T-1 is back at");
    await mei.passes("16m");
    await mei.shows(/T-1 +P2/);
  });

  it("offers one's next shift, and says what it does not understand", () => {
    const open = atNight({}, key("z"), { type: "next-shift", at: NIGHT + 5 * HOUR });
    expect(screenText(open)).toContain("until my next shift, 08:00Z");
    const typed = atNight({}, key("z"), { type: "pasted", text: "next year" });
    expect(screenText(typed)).toContain("a length such as 45m");
    expect(step(typed, key("enter"))[1]).toEqual([]);
  });
});

describe("taking back", () => {
  it("gives a ticket back to whom it was taken from", async () => {
    const { server } = await deskWithTicket();
    await (await server.as("responder", "bob")).assign(1, "bob");
    const mei = await openDeskScreen(server);
    await mei.shows(/T-1 .* bob$/m);
    mei.press("i");
    await mei.shows("✓ T-1 is with mei. u takes it back.");
    mei.press("u");
    await mei.shows("✓ T-1 is with bob.");
    expect(await server.world.ticket(1)).toMatchObject({ ticket: { owner: "bob" } });
  });

  it("stops a reply that has not gone out, and gives its words back", async () => {
    const { server, ines } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("R");
    mei.types("To the wrong customer.");
    mei.press("ctrl+s");
    await mei.shows("u takes it back.");
    mei.press("u");
    await mei.shows("✓ Nothing went out on T-1; your text is kept: r goes on.");
    await mei.passes("1m");
    await ines.hearsNothing();
    mei.press("r");
    await mei.shows("To the wrong customer.");
  });

  it("says why not where the desk cannot, and that it is over after five seconds", () => {
    const acted = (id: string) =>
      ({ type: "acted", id, ticket: ticket(3, { ...QUEUE[1], version: 2, acknowledged: true }), view: null }) as const;
    const done = atNight({}, key("j"), key("j"), key("a"), acted("t1-1"));
    const palette = [...keys(":"), { type: "pasted", text: "take back" } as const];
    const asked = palette.reduce((state, message) => step(state, message)[0], done);
    expect(screenText(asked)).toContain("The desk cannot take an acknowledgement");
    const late = palette.reduce((state, message) => step(state, message, NIGHT + 6_000)[0], done);
    expect(screenText(late)).toContain("There is nothing to take back");
  });
});

describe("changing what was said", () => {
  it("opens one's last reply, and the customer reads the change", async () => {
    const { server, ines } = await deskWithTicket();
    await (await server.as("responder", "mei")).reply(1, "We see it nwo.");
    await ines.hears("We see it nwo.");
    const mei = await openDeskScreen(server);
    await mei.shows(/T-1 /);
    mei.press("enter");
    await mei.shows("We see it nwo.");
    mei.press("E");
    await mei.shows("change what you said on T-1");
    mei.press(..."backspace ".repeat(4).trim().split(" "));
    mei.types("now.");
    mei.press("ctrl+s");
    await mei.shows("✓ Changed on T-1");
    await mei.shows("We see it now.");
  });

  it("is not offered where one has said nothing, and leaves nothing behind when left", () => {
    expect(atNight({}, key("j"), key("E")).writing).toBeNull();
    const left = atNight({}, ...keys("enter", "E", "esc"));
    expect(left.drafts.size).toBe(0);
  });
});
