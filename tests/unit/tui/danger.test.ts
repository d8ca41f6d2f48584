import { describe, expect, it } from "vitest";
import type { Message } from "../../../src/cli/tui/update/update.ts";
import { webhookKeys } from "../../../src/core/webhook/keys.ts";
import type { WireIncident } from "../../../src/server/api-incident.ts";
import { openBackOffice, SECRET } from "../../harness/back-office.ts";
import { atNight, key, keys, openDeskScreen, screenText, step } from "../../harness/desk-screen.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer, type TestServer } from "../../harness/server.ts";
import { NIGHT, ticket } from "../../harness/wire.ts";
import { INCIDENT, INCIDENTS } from "../../harness/wire-rooms.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, security]
people: { mei: { name: Mei }, bob: { name: Bob } }
exchange: { url: "https://office.example/" }
rules:
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
`;
const ID = "console:customer-7";
const typing = (text: string): Message[] => [...text].map(key);

describe("a freeze", () => {
  it("needs a reason and the customer's id, typed, before it is asked for", () => {
    const asked = atNight(
      {},
      ...keys("enter", "F"),
      { type: "pasted", text: "reported at 00:05" },
      key("enter"),
      key("enter"),
    );
    expect(screenText(asked)).toMatch(/FREEZE THE ACCOUNT OF T-7[\s\S]*Type console:customer-7 to confirm/);
    const typed = typing(ID).reduce((state, it) => step(state, it)[0], asked);
    expect(step(typed, key("enter"))[1]).toMatchObject([
      { errand: "danger", what: "freeze", number: 7, customer: ID, reason: "reported at 00:05" },
    ]);
  });

  it("is not done by enter alone, by another id, by a pasted one, or without a reason", () => {
    const nothing = (...messages: Message[]) => {
      let state = atNight({}, ...keys("enter", "F"));
      const errands = messages.flatMap((message) => {
        const [next, more] = step(state, message);
        state = next;
        return more;
      });
      expect(errands.filter(({ errand }) => errand === "danger")).toEqual([]);
      return screenText(state);
    };
    expect(nothing(...keys("enter", "enter", "enter"))).toContain("! A reason is needed");
    expect(nothing(...keys("x", "tab", "tab"), ...typing("console:customer-8"), key("enter"))).toContain(
      "! That is not what",
    );
    expect(nothing(...keys("x", "tab", "tab"), { type: "pasted", text: ID }, key("enter"))).toContain(
      "! That is not what",
    );
    nothing(...keys("tab", "tab"), ...typing(ID), key("enter"));
    nothing(...keys("F", "F", "y"));
  });

  it("is bound to the customer it was asked for, whatever comes meanwhile", () => {
    const asked = atNight({}, ...keys("enter", "F", "x", "enter", "enter"));
    const news: Message = { type: "received", tickets: [ticket(7, { version: 9, customer: "console:mallory" })] };
    const typed = typing(ID).reduce((state, it) => step(state, it)[0], step(asked, news)[0]);
    expect(step(typed, key("enter"))[1]).toMatchObject([{ errand: "danger", customer: ID }]);
  });

  it("is out of the question on several, while the screen may be old, and with a token that only reads", () => {
    const refused = (...messages: Message[]) => {
      const state = atNight({}, ...messages, key("F"));
      expect(state.overlay).toBeNull();
      return screenText(state);
    };
    expect(refused(key("*"))).toContain("Never on several at once");
    expect(refused({ type: "lost", tries: 1 })).toContain("wait for ● live");
    expect(refused({ type: "introduced", me: { name: "ann", role: "viewer" } })).toContain("may only read");
    let late = atNight({}, ...keys("enter", "F", "x", "enter", "enter"), ...typing(ID));
    late = step(late, { type: "lost", tries: 1 })[0];
    expect(step(late, key("enter"))[1]).toEqual([]);
  });

  it("is asked of the desk, carried out, and seen on the screen of security", async () => {
    const office = await openBackOffice({ now: () => server.world.now() });
    const server: TestServer = openServer({
      policy: testPolicy({ yaml: YAML }),
      exchange: office.exchange,
      exchangeKeys: async () => webhookKeys(SECRET, "sign") ?? [],
    });
    await server.world.customer("minghao").says("账户被盗，马上帮我冻结");
    await server.world.settle();
    const mei = await openDeskScreen(server, { columns: 120, rows: 40 });
    await mei.shows(/T-1[\s\S]*● live/);
    mei.press("F");
    mei.types("he says so himself");
    mei.press("tab");
    mei.types("acc-1");
    mei.press("tab", ..."console:minghao", "enter");
    await mei.shows("✓ Freeze of T-1 asked for.");
    await server.world.settle();
    expect(office.accounts.get("acc-1")).toMatchObject({ freezes: 1 });
    mei.press("g", "s");
    await mei.shows(/>INC-1 T-1 ■ contained .*■ frozen[\s\S]*TIMELINE/);
  });
});

describe("giving an account back", () => {
  const frozen = (more: Partial<WireIncident> = {}, name = "mei") =>
    atNight({ columns: 120, rows: 40 }, { type: "introduced", me: { name, role: "lead" } }, ...keys("g", "s"), {
      type: "incidents",
      items: INCIDENTS,
      views: [{ ...INCIDENT, ...more }],
    });
  const waits: Partial<WireIncident> = {
    restore: { state: "requested", request: "r1", by: "bob", at: NIGHT, approvals: [{ by: "ann", at: NIGHT }] },
  };

  it("is asked for by one and approved by others, each by the id that is typed", () => {
    const asked = step(frozen(), key("W"))[0];
    expect(screenText(asked)).toContain("ASK TO GIVE THE ACCOUNT OF T-7 BACK");
    const open = step(frozen(waits), key("A"))[0];
    const typed = [...keys("x", "enter"), ...typing(ID)].reduce((state, it) => step(state, it)[0], open);
    expect(step(typed, key("enter"))[1]).toMatchObject([{ errand: "danger", what: "approve", request: "r1" }]);
  });

  it("cannot be approved by who asked for it, or twice by one", () => {
    for (const name of ["bob", "ann"]) {
      const state = step(frozen(waits, name), key("A"))[0];
      expect(state.overlay, name).toBeNull();
      expect(screenText(state)).toContain("No restore waits for your approval here.");
    }
  });
});
