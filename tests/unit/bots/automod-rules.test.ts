import { expect, test } from "vitest";
import { rulesFor } from "../../../src/bots/discord/automod-rules.ts";
import { guardSchema } from "../../../src/core/guard/config.ts";

const guard = guardSchema.parse({ domains: ["borealis.example"], allow: ["t.me/borealis"], brands: ["Aurora"] });
const [people, links] = rulesFor({ desk: "Borealis", guard }, ["1", "2"]);

test("names that pass for the team are kept from taking part", () => {
  expect(people).toMatchObject({ trigger_type: 6, event_type: 2, actions: [{ type: 4 }], exempt_roles: ["1", "2"] });
  expect(people?.trigger_metadata.keyword_filter).toEqual(
    expect.arrayContaining(["*borealis support*", "*官方 aurora*"]),
  );
});

test("addresses that look like one's own are blocked, and one's own are not", () => {
  const pattern = new RegExp(links?.trigger_metadata.regex_patterns?.[0] ?? "", "i");
  const allowed = (links?.trigger_metadata.allow_list ?? []).map((it) => it.replaceAll("*", ""));
  const blocks = (text: string) => pattern.test(text) && !allowed.some((it) => text.includes(it));
  expect(blocks("claim at https://borealis-claim.top now")).toBe(true);
  expect(blocks("see https://help.borealis.example/fees")).toBe(false);
  expect(blocks("borealis is down")).toBe(false);
});

test("Discord's limits are kept, whatever the lists hold", () => {
  const many = guardSchema.parse({
    domains: Array.from({ length: 100 }, (_, i) => `exchange${i}.example`),
    allow: Array.from({ length: 1_000 }, (_, i) => `partner${i}.example/${"x".repeat(i % 120)}`),
    brands: Array.from({ length: 50 }, (_, i) => `brand ${i} ${"y".repeat(40)}`),
  });
  const roles = Array.from({ length: 40 }, (_, i) => String(i));
  for (const { trigger_metadata: it, exempt_roles } of rulesFor({ desk: "Borealis", guard: many }, roles)) {
    expect(it.keyword_filter?.length ?? 0).toBeLessThanOrEqual(1_000);
    expect(it.regex_patterns?.length ?? 0).toBeLessThanOrEqual(10);
    expect(it.allow_list?.length ?? 0).toBeLessThanOrEqual(100);
    expect(exempt_roles.length).toBeLessThanOrEqual(20);
    for (const word of [...(it.keyword_filter ?? []), ...(it.allow_list ?? [])])
      expect(word.length).toBeLessThanOrEqual(60);
    for (const regex of it.regex_patterns ?? []) expect(regex.length).toBeLessThanOrEqual(260);
  }
});
