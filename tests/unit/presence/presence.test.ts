import { describe, expect, test } from "vitest";
import { noted, ofOthers, type Present, presenceFrom, SILENT } from "../../../src/core/presence/presence.ts";

const NOW = 1_000_000_000;
const present = (parts: string[], more: Partial<Present> = {}): Present => ({
  host: "east",
  parts,
  connections: [],
  at: NOW,
  ...more,
});

describe("what a process shows of the others", () => {
  test("are their connections; what is dead there is degraded here, and its own are its own affair", () => {
    const dead = { name: "discord", state: "dead", detail: "the token is wrong" } as const;
    const mine = present(["api"], { connections: [{ name: "redis", state: "ready" }] });
    const all = noted(noted({}, "a", mine, NOW), "b", present(["discord"], { connections: [dead] }), NOW);
    expect(ofOthers(all, "a", ["discord"], NOW)).toEqual([{ ...dead, state: "degraded" }]);
  });

  test("is who has fallen silent, unless somebody else runs the same, and what nobody runs", () => {
    const west = present(["worker", "clock"], { host: "west", at: NOW - SILENT });
    const all = { a: present(["api"]), w: west };
    const told = () => ofOthers(all, "a", ["worker", "slack"], NOW).map(({ name, detail }) => `${name}: ${detail}`);
    expect(told()).toEqual(["worker: the process on west that ran worker is silent", "slack: no process runs slack"]);
    expect(ofOthers({ ...all, e: present(["worker"]) }, "a", ["worker", "clock"], NOW)).toMatchObject([
      { name: "clock", state: "degraded", next: "Start one: nightdesk up --only clock" },
    ]);
    expect(ofOthers({ a: present(["api", "worker"]) }, "a", ["worker"], NOW)).toEqual([]);
  });
});

test("who ends in order is gone at once, who was silent for long is forgotten, and what cannot be read is nobody", () => {
  const all = { a: present(["api"]), old: present(["worker"], { at: NOW - 3_600_000 }) };
  expect(Object.keys(noted(all, "b", present(["clock"]), NOW))).toEqual(["a", "b"]);
  expect(noted({ a: present(["api"]) }, "a", null, NOW)).toEqual({});
  expect(presenceFrom("{")).toEqual({});
  expect(presenceFrom('{"a":{"host":1}}')).toEqual({});
  const kept = noted({}, "a", present(["api"], { connections: [{ name: "slack", state: "ready" }] }), NOW);
  expect(presenceFrom(JSON.stringify(kept))).toEqual(kept);
});
