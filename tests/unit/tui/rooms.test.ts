import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openHere } from "../../../src/cli/tui/here.ts";
import { bar, sparkline } from "../../../src/cli/tui/panes/rooms/parts.ts";
import { atNight, keys, openDeskScreen, screenText, step } from "../../harness/desk-screen.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer } from "../../harness/server.ts";
import { NIGHT, QUEUE } from "../../harness/wire.ts";
import { ARTICLE, HITS, SHIFT, TRAFFIC } from "../../harness/wire-rooms.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
reply: { answerAt: 0.02, clarifyAt: 0.01 }
teams: [frontline, payments, security, compliance]
people: { mei: { name: Mei }, bob: { name: Bob } }
schedules:
  primary:
    layers: [{ name: day, people: [mei, bob], turn: 12 hours, start: "2026-11-22", handover: "00:00" }]
`;

const nightDesk = async () => {
  const server = openServer({ policy: testPolicy({ yaml: YAML }) });
  await server.world.customer("ana").says("please let me talk to a human");
  await server.world.settle();
  return server;
};

describe("a shift", () => {
  it("is handed over with what is open, and taken over by the next, who answers", async () => {
    const server = await nightDesk();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40 });
    await mei.shows("T-1");
    mei.press("i", "g", "o");
    await mei.shows(/primary: mei \(you\) until 12:00Z {2}then bob from 12:00Z/);
    mei.press("H");
    await mei.shows(/hand over primary to bob[\s\S]*1 ticket to look after:\n - T-1 P2 please let me talk to a human/);
    mei.types("Ana calls back at nine.");
    mei.press("ctrl+s");
    await mei.shows("✓ Handed over; it waits for bob.");

    const bob = await openDeskScreen(server, { name: "bob", columns: 120, rows: 40 });
    await bob.shows("T-1");
    bob.press("g", "o");
    await bob.shows(/! waits: from mei for bob[\s\S]*Ana calls back at nine\./);
    bob.press("T");
    bob.types("got it");
    bob.press("enter");
    await bob.shows(/✓ You have taken over from mei\./);
    await bob.shows("bob answered: got it");
    expect((await server.world.desk.roster()).handovers[0]?.accepted?.by).toBe("bob");
  });

  it("keeps a note that the desk did not take", async () => {
    const server = await nightDesk();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40 });
    await mei.shows("T-1");
    mei.press("g", "o");
    await mei.shows("primary: mei");
    mei.press("H", "ctrl+u");
    mei.types("half a note");
    mei.press("esc", "g", "q", "g", "o", "H");
    await mei.shows("half a note");
  });

  it("leads from what happened to the ticket", () => {
    const state = atNight({}, ...keys("g", "o"), { type: "shift", news: SHIFT }, ...keys("j", "j", "enter"));
    expect([state.focus, state.cursor]).toEqual(["ticket", 7]);
  });

  it("begins where one was here last, and says at once what one has missed", async () => {
    const server = await nightDesk();
    const left = server.world.now();
    await server.world.fastForward("3h");
    await server.world.customer("minghao").says("账户被盗，马上帮我冻结");
    await server.world.settle();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40, lastHere: left + 1 });
    await mei.shows("2h59m since you were here: 1 opened, ! 1 missed. g o tells more.");
    mei.press("g", "o");
    await mei.shows(/WHAT HAPPENED SINCE 03:00Z \(2h59m ago\) {2}1 opened/);
  });
});

describe("the knowledge base", () => {
  const writing = (more: Parameters<typeof atNight>[1][] = []) =>
    atNight(
      {},
      ...keys("enter", "R", "a", "ctrl+k"),
      { type: "found", of: QUEUE[0]?.subject ?? "", hits: HITS },
      ...more.filter((it) => it !== undefined),
    );

  it("is searched with what the customer asks, and cites the chosen article in the reply", () => {
    const state = writing([{ type: "article", id: "WDL-01", article: ARTICLE }]);
    const cited = step(state, { type: "key", key: "enter" })[0];
    expect([cited.focus, cited.drafts.get("reply/7")?.text]).toEqual(["composer", "a [WDL-01]"]);
  });

  it("puts no article for staff into what a customer reads", () => {
    const staff = { ...ARTICLE, id: "SEC-09", audience: "staff" as const };
    const state = step(writing(), { type: "key", key: "down" })[0];
    const read = step(state, { type: "article", id: "SEC-09", article: staff })[0];
    const refused = step(read, { type: "key", key: "enter" })[0];
    expect(screenText(refused)).toContain("SEC-09 is for staff only: no customer can read it.");
    expect(refused.drafts.get("reply/7")?.text).toBe("a");
  });

  it("finds as one types, and shows the article", async () => {
    const server = await nightDesk();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40 });
    await mei.shows("T-1");
    mei.press("g", "k");
    mei.types("how do i deposit");
    await mei.shows(/>\S+ +\S.*en \d+\.\d\d/);
    await mei.shows(/reviewed \d{4}-\d\d-\d\d/);
    mei.press("esc");
    await mei.shows("1 all");
  });

  it("forgets an answer to what is not asked any more", () => {
    const state = atNight({}, ...keys("g", "k", "a", "b"), { type: "found", of: "a", hits: HITS });
    expect(state.rooms.knowledge.found).toBeNull();
  });
});

describe("the figures", () => {
  it("are drawn as high as they are, and nothing as nothing", () => {
    expect(sparkline([0, 1, 4, 8])).toBe(" ▁▄█");
    expect(sparkline([0, 0])).toBe("  ");
    expect(bar(5, 10, 4)).toBe("██");
    expect(bar(1, 1_000, 4)).toBe("▌");
  });

  it("are of the time that was chosen last", () => {
    const week = atNight({}, ...keys("g", "d", "2"), { type: "traffic", hours: 24, traffic: TRAFFIC });
    expect(week.rooms.stats.traffic).toBeNull();
    expect(screenText(week)).toContain("THE LAST 7D");
  });

  it("come from the desk", async () => {
    const server = await nightDesk();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40 });
    await mei.shows("T-1");
    mei.press("g", "d");
    await mei.shows(/arrivals +1 /);
  });
});

describe("what failed", () => {
  async function withFailure() {
    const server = openServer({ demo: true });
    await server.world.desk.receive({
      channel: "nowhere",
      thread: "t",
      externalId: "1",
      customer: "nowhere:ana",
      text: "human please",
    });
    await server.world.settle();
    return server;
  }

  it("is shown with why, and put back in line by a lead", async () => {
    const server = await withFailure();
    const mei = await openDeskScreen(server, { role: "lead", columns: 120, rows: 40 });
    await mei.shows("T-1");
    mei.press("g", "a");
    await mei.shows(/>✗ send \S+ to nowhere/);
    const before = (await server.store.effects({ status: "dead", limit: 50 })).length;
    mei.press("r");
    await mei.shows("✓ It is in line again.");
    expect(await server.store.effects({ status: "dead", limit: 50 })).toHaveLength(before - 1);
  });

  it("says who may try again, when one may not", async () => {
    const server = await withFailure();
    const bob = await openDeskScreen(server, { name: "bob", columns: 120, rows: 40 });
    await bob.shows("T-1");
    bob.press("g", "a");
    await bob.shows(/>✗ send/);
    bob.press("r");
    await bob.shows("Only a lead may try again what was given up.");
  });
});

it("remembers when one was here, each for themselves", () => {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-here-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const drafts = join(folder, "drafts");
  const mei = openHere(drafts, "nd_responder_mei");
  expect(mei.last()).toBeNull();
  mei.note(NIGHT);
  expect(openHere(drafts, "nd_responder_mei").last()).toBe(NIGHT);
  expect(openHere(drafts, "nd_responder_bob").last()).toBeNull();
});
