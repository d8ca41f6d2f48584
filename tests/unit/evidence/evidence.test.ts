import { expect, test } from "vitest";
import { entryOf } from "../../../src/core/audit/entry.ts";
import { readVerifier, signingKey, verifierText } from "../../../src/core/audit/keys.ts";
import { type Evidence, verifyEvidence } from "../../../src/core/evidence/bundle.ts";
import type { Pager } from "../../../src/core/pager.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer } from "../../harness/server.ts";

const SAID = "they took 3 eth to 0x52908400098527886E0F7030069857D2E4169EE7, ```\n# human please";
const ORDER = { ticket: 1, to: "Cybercrime unit, Berne", why: "order 7/2026", request: null };

async function exported() {
  const server = openServer();
  await server.world.customer("alice").says(SAID);
  await server.world.settle();
  const ann = await server.as("lead", "ann");
  await ann.note(1, "between us: she sounds odd");
  const made = await ann.evidence(ORDER);
  if (!made.ok) throw new Error(made.detail);
  const { ok: _, ...evidence } = made;
  return { server, evidence: evidence as Evidence };
}

test("evidence has what was said and done, who took it out for whom and why, and is checked with nothing but itself", async () => {
  const { server, evidence } = await exported();
  const verdict = verifyEvidence(JSON.stringify(evidence));
  expect(verdict).toMatchObject({
    ok: true,
    findings: [],
    custody: { by: "ann", to: ORDER.to, why: ORDER.why, ticket: 1 },
  });
  const items = evidence.items;
  expect(Object.keys(items)).toEqual(
    expect.arrayContaining(["document.md", "transcript.json", "timeline.json", "indicators.json"]),
  );
  expect(JSON.parse(items["transcript.json"] ?? "")[0]).toMatchObject({ who: "customer", text: SAID });
  expect(JSON.parse(items["indicators.json"] ?? "")).toMatchObject([
    { value: "0x52908400098527886E0F7030069857D2E4169EE7" },
  ]);
  expect(items["document.md"]).toContain("| for | Cybercrime unit, Berne |");
  // What a customer wrote cannot end the block that it stands in.
  expect(items["document.md"]).toContain(`\`\`\`\`text\n${SAID}\n\`\`\`\``);
  expect(JSON.stringify(items)).not.toContain("between us");

  const [entry] = (await server.store.auditRows({ action: "evidence.exported", limit: 9 })).map(entryOf);
  const { id } = (await server.store.ticket({ number: 1 })) ?? {};
  expect(entry).toMatchObject({
    actor: "ann",
    role: "lead",
    on: id,
    more: { export: evidence.manifest.custody.export },
  });
  expect([...(await server.store.contents([entry?.reason?.id ?? ""])).values()]).toEqual([
    `for ${ORDER.to}: ${ORDER.why}`,
  ]);
});

test("whatever is changed, taken out, added, moved or signed by another is found", async () => {
  const { evidence } = await exported();
  const findings = (change: (it: Evidence) => void, key?: Parameters<typeof verifyEvidence>[1]) => {
    const copy = structuredClone(evidence);
    change(copy);
    const verdict = verifyEvidence(JSON.stringify(copy), key);
    return verdict.ok ? verdict.findings : [verdict.says];
  };
  const set = <K extends string>(holder: Record<K, unknown>, name: K, value: unknown) => {
    holder[name] = value;
  };
  expect(findings(() => {})).toEqual([]);
  expect(findings((it) => set(it.items, "transcript.json", "[]"))).toEqual(["transcript.json is not what was signed"]);
  expect(findings((it) => set(it, "items", { ...it.items, "x.json": "{}" }))).toEqual([
    "x.json is not in the manifest",
  ]);
  const without = ({ "timeline.json": _, ...rest }: Record<string, string>) => rest;
  expect(findings((it) => set(it, "items", without(it.items)))).toEqual(["timeline.json is missing"]);
  expect(findings((it) => set(it.manifest.custody, "to", "somebody else"))[0]).toMatch(/not signed/);
  expect(findings((it) => void it.manifest.items.reverse())[0]).toMatch(/not signed/);
  expect(findings((it) => void it.manifest.items.pop())[0]).toMatch(/not signed/);
  const other = readVerifier(verifierText({ name: "nightdesk/Borealis", key: signingKey(new Uint8Array(32).fill(9)) }));
  expect(findings(() => {}, other)).toEqual(["the manifest is not signed by nightdesk/Borealis"]);
  expect(findings((it) => set(it, "format", "other"))).toEqual(["it is no evidence of nightdesk"]);
});

test("a request of an authority warns and is late like other clocks, until somebody has answered it", async () => {
  const told: string[] = [];
  const pager: Pager = {
    ways: () => [{ mail: "lead@example.com" }],
    page: async () => {},
    tell: async (_way, _effect, it) => void told.push("says" in it ? `${it.person}: ${it.says}` : it.about),
  };
  const yaml = "desk: { name: Borealis }\npeople: { ann: { name: Ann }, bob: { name: Bob } }\npaging: { lead: ann }\n";
  const server = openServer({ policy: testPolicy({ yaml }), pager });
  const bob = await server.as("lead", "bob");
  const dueAt = server.world.now() + 10 * 86_400_000;
  const text = "Cybercrime unit, Berne, 7/2026: messages of Alice Zebulon";
  const added = await bob.addAuthorityRequest({ text, ticket: null, dueAt });
  const id = added.ok ? (added.requests[0]?.id ?? "") : "";
  expect(await bob.addAuthorityRequest({ text, ticket: null, dueAt: 1 })).toMatchObject({
    ok: false,
    reason: "bad_span",
  });
  await server.world.fastForward("7d");
  expect(told).toEqual([]);
  await server.world.fastForward("2d");
  expect(told).toEqual(
    ["ann", "bob"].map((it) => `${it}: Request ${id} of an authority has to be answered by 2026-12-02 03:00 UTC`),
  );
  await server.world.fastForward("2d");
  expect(told.slice(2)).toEqual(
    ["ann", "bob"].map(
      (it) => `${it}: Request ${id} of an authority was to be answered by 2026-12-02 03:00 UTC and is not`,
    ),
  );
  expect(await bob.authorityRequests()).toMatchObject({ requests: [{ id, text, breached: true, answered: null }] });

  const answered = await bob.answerAuthorityRequest(id, "sent by courier");
  expect(answered).toMatchObject({ ok: true, requests: [{ answered: { by: "bob", text: "sent by courier" } }] });
  expect(await bob.answerAuthorityRequest(id, "again")).toMatchObject({ ok: false, reason: "already_resolved" });
  await server.world.fastForward("30d");
  expect(told).toHaveLength(4);
  const events = await server.store.changes(0, 100);
  expect(JSON.stringify([events, await server.store.auditRows({ limit: 99 })])).not.toContain("Zebulon");
});
