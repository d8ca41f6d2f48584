import { describe, expect, it } from "vitest";
import { openDeskScreen } from "../../harness/desk-screen.ts";
import { openServer } from "../../harness/server.ts";

/** A desk to which ines has written so that a person has to answer: T-1. */
async function deskWithTicket(says = "i want a human please") {
  const server = openServer({ demo: true, heartbeat: 20 });
  const ines = server.world.customer("ines");
  await ines.says(says);
  await server.world.settle();
  return { server, ines };
}

describe("the queue", () => {
  it("shows what waits, and what comes, without being asked", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(/>•T-1 +P2● +\S+ +console en .*i want a human please/);
    await mei.shows("● live");
    await server.world.customer("minghao").says("账户被盗，马上帮我冻结");
    await server.world.settle();
    await mei.shows("▲▲ NEW P1 T-2  账户被盗，马上帮我冻结");
    expect(mei.asked).toEqual(["bell"]);
    mei.press("!");
    await mei.shows("[1 chat]");
    expect(mei.text()).not.toContain("NEW P1");
  });

  it("follows what others do, in place", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    await (await server.as("responder", "bob")).assign(1, "bob");
    await mei.shows(/T-1 .* bob$/m);
    expect(mei.asked).toEqual([]);
  });

  it("rings once for a ticket, however often it changes", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    const thief = server.world.customer("minghao");
    await thief.says("账户被盗，马上帮我冻结");
    await server.world.settle();
    await mei.shows("NEW P1 T-2");
    await thief.says("快点");
    await server.world.settle();
    await (await server.as("responder", "bob")).acknowledge(2);
    await mei.shows(/ {2}T-2|> T-2/);
    expect(mei.asked).toEqual(["bell"]);
    expect(mei.text()).not.toContain("NEW P1");
  });
});

describe("a responder", () => {
  it("reads, acknowledges, takes, answers and resolves, and the customer hears of it", async () => {
    const { server, ines } = await deskWithTicket();
    await ines.hears(/ticket T-1/);
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("enter", "a");
    await mei.shows("✓ T-1 acknowledged.");
    mei.press("i");
    await mei.shows("✓ T-1 is with mei.");
    await ines.hears(/Mei has taken ticket T-1/);
    mei.press("r");
    mei.types("We see it now.");
    mei.press("ctrl+s");
    await mei.shows("✓ Goes to the customer of T-1 in five seconds. u takes it back.");
    await ines.hearsNothing();
    await mei.passes("5s");
    await ines.hears("We see it now.");
    mei.press("x");
    mei.types("credited by hand");
    mei.press("enter");
    await mei.shows("✓ T-1 resolved.");
    await ines.hears(/T-1 is resolved/);
    expect(await server.world.ticket(1)).toMatchObject({
      ticket: { state: "resolved", owner: "mei", acknowledged: true },
    });
  });

  it("needs a reason to resolve: enter alone does nothing", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("x", "enter", "enter");
    await mei.shows("! A reason is needed");
    mei.press("esc");
    expect(await server.world.ticket(1)).toMatchObject({ ticket: { state: "open" } });
  });

  it("is told who was faster, and sees what is true", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("x");
    mei.types("duplicate");
    await (await server.as("responder", "bob")).assign(1, "bob");
    await mei.shows(/bob/);
    mei.press("enter");
    expect(mei.text()).toMatch(/T-1 +P2● +✓/);
    await mei.shows("✗ T-1: it changed meanwhile (bob took it). Nothing was changed.");
    expect(mei.text()).toMatch(/T-1 +P2● +\d/);
    expect(await server.world.ticket(1)).toMatchObject({ ticket: { state: "open", owner: "bob" } });
  });

  it("finds a resolved ticket and opens it again", async () => {
    const { server } = await deskWithTicket();
    await server.world.responder("bob").resolves(1);
    const mei = await openDeskScreen(server);
    await mei.shows("The queue is empty");
    mei.press("7");
    await mei.shows(/>.T-1 +P2● +✓/);
    mei.press("X");
    mei.types("it came back");
    mei.press("enter");
    await mei.shows("✓ T-1 open again.");
    expect(await server.world.ticket(1)).toMatchObject({ ticket: { state: "open" } });
  });

  it("writes notes that only the desk reads", async () => {
    const { server, ines } = await deskWithTicket();
    await ines.hears(/ticket T-1/);
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("n");
    mei.types("called the bank");
    mei.press("alt+enter");
    await mei.shows(/note by mei[^\n]*\n +called the bank/);
    await ines.hearsNothing();
  });

  it("changes nothing with a token that may only read", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server, { role: "viewer" });
    await mei.shows(">•T-1");
    mei.press("r");
    await mei.shows("A token of role viewer may only read.");
    expect(mei.state().writing).toBeNull();
  });

  it("is asked before a draft is lost", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows(">•T-1");
    mei.press("r");
    mei.types("half a sentence");
    mei.press("esc", "q", "q", "enter");
    await mei.shows("A draft has not been sent. Quit and lose it?");
    expect(mei.asked).toEqual([]);
    mei.press("esc", "r");
    await mei.shows("half a sentence");
    mei.press("esc", "q", "y");
    expect(mei.asked).toEqual(["quit"]);
  });

  it("is told when the token does not count any more, and can change nothing then", async () => {
    const { server } = await deskWithTicket();
    const mei = await openDeskScreen(server);
    await mei.shows("● live");
    for (const { id } of await server.store.tokens()) await server.store.revokeToken(id, server.world.now());
    await mei.shows("✗ TOKEN REJECTED");
    mei.press("a");
    expect(mei.state().inflight.size).toBe(0);
  });
});

describe("a customer in the same terminal", () => {
  it("talks to the desk, and their ticket comes up beside", async () => {
    const server = openServer({ demo: true });
    const mei = await openDeskScreen(server, { demo: true, columns: 120, rows: 40 });
    await mei.shows("Press C and write as a customer");
    mei.press("C");
    mei.types("human please");
    mei.press("enter");
    await mei.shows(/you {2}03:00 +│/);
    await server.world.settle();
    await mei.shows(/desk {2}03:00/);
    await mei.passes("2s");
    await mei.shows(/•T-1 .*human please/);
    mei.press("tab");
    await mei.shows(">•T-1");
    mei.press("r");
    mei.types("A person here. How can I help?");
    mei.press("ctrl+s");
    await mei.shows("✓ Goes to the customer");
    await mei.passes("5s");
    await mei.shows(/mei {2}[\d:]+ [^\n]*\n {3}A person here/);
  });
});
