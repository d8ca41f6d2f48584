import { describe, expect, test } from "vitest";
import { triageByRules } from "../../../src/core/triage/by-rules.ts";
import { openWorld } from "../../harness/world.ts";
import { material } from "./material.ts";

const HASH = "9f3c77aa12be5d0e4f6a8b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f6";

describe("with no model", () => {
  test("a missing deposit: what was said, what it names, and the article's own words", () => {
    const said = [`I sent 0.5 BTC two hours ago, tx ${HASH}, still nothing!!`, "hello? error -1021 on the api too"];
    const made = triageByRules(material({ said, sentiment: "angry" }));
    expect(made).toMatchObject({
      by: "rules",
      category: "deposits",
      severity: "sev3",
      sentiment: "angry",
      risks: [],
      needsHuman: true,
    });
    expect(made.summary).toContain("I sent 0.5 BTC two hours ago");
    expect(made.mentions).toEqual(
      expect.arrayContaining([
        { kind: "amount", value: "0.5 BTC" },
        { kind: "transaction", value: HASH },
        { kind: "error_code", value: "-1021" },
      ]),
    );
    expect(made.draft.map(({ text }) => text)).toContain(
      "If it has enough confirmations and is not credited, tell us the transaction hash.",
    );
  });

  test("a secret makes it grave, whatever the priority", () => {
    expect(triageByRules(material({ priority: "P3", signals: ["seed_shared"] }))).toMatchObject({
      severity: "sev1",
      risks: ["secret_shared"],
    });
  });

  test("so does a risk that a rule has tagged", () => {
    expect(triageByRules(material({ priority: "P3", risks: ["self_harm"] })).severity).toBe("sev1");
  });

  test("with no article there is no draft", () => {
    expect(triageByRules(material({ said: ["???"], sources: [] })).draft).toEqual([]);
  });
});

test("whoever opens the ticket finds the suggestion with its reasons, and an erasure takes it along", async () => {
  const { customer, ticket, store, settle } = openWorld();
  await customer("alice").says("i sent btc 2 hours ago nothing shows, i am worried. talk to a human please");
  await settle();
  const view = await ticket(1);
  expect(view?.suggestion).toMatchObject({
    by: "rules",
    category: "deposits",
    sentiment: "worried",
    prompt: null,
    macro: null,
  });
  expect(view?.suggestion?.summary).toContain("i sent btc 2 hours ago");
  expect(view?.suggestion?.draft[0]).toMatchObject({ article: "DEP-01", text: "What to do about DEP-01." });
  expect(view?.history.map(({ what }) => what)).toContain("suggested: sev3, deposits");
  const events = await store.read(view?.ticket.id as "ticket:x");
  expect(JSON.stringify(events)).not.toContain("nothing shows");

  await store.erase("console:alice");
  expect((await ticket(1))?.suggestion).toBeNull();
});
