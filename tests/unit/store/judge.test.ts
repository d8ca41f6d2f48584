import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Commit, StreamId } from "../../../src/core/ports.ts";
import { inboundKey, judge, type Known } from "../../../src/store/judge.ts";
import { change, conversation } from "../../harness/commits.ts";

const nothingKnown = (): Known => ({ versions: new Map(), inbound: new Set(), position: 0 });
const outcome = ({ result }: ReturnType<typeof judge>[number]): string => (result.ok ? "taken" : result.reason);

describe("judging a batch of commits", () => {
  it("says duplicate before conflict", () => {
    const known = { ...nothingKnown(), inbound: new Set([inboundKey("discord", "m1")]) };
    const [verdict] = judge(
      [change(conversation("c1"), 9, { inbound: { channel: "discord", externalId: "m1" } })],
      known,
    );
    expect(verdict?.result).toEqual({ ok: false, reason: "duplicate" });
  });

  it("does not take the message of a refused commit for committed", () => {
    const inbound = { channel: "discord", externalId: "m1" };
    const verdicts = judge(
      [change(conversation("c1"), 3, { inbound }), change(conversation("c1"), 0, { inbound })],
      nothingKnown(),
    );
    expect(verdicts.map(outcome)).toEqual(["conflict", "taken"]);
  });

  it("places events after the newest of the store, in the order of the batch", () => {
    const known = { ...nothingKnown(), versions: new Map([[conversation("c1"), 4]]), position: 70 };
    const verdicts = judge(
      [change(conversation("c1"), 4), change(conversation("c1"), 4), change(conversation("c2"), 0)],
      known,
    );
    expect(verdicts.map(outcome)).toEqual(["taken", "conflict", "taken"]);
    const events = verdicts.flatMap(({ result }) => (result.ok ? result.events : []));
    expect(events.map(({ id, position }) => [id, position])).toEqual([
      ["conversation:c1/5", 71],
      ["conversation:c2/1", 72],
    ]);
  });

  it("decides as if each commit were a batch of its own", () => {
    const commit = fc
      .record({
        stream: fc.constantFrom("a", "b"),
        version: fc.nat(3),
        events: fc.nat(2),
        message: fc.option(fc.nat(4)),
      })
      .map(({ stream, version, events, message }): Commit => {
        const one = change(conversation(stream), version);
        const inbound = message === null ? undefined : { channel: "discord", externalId: `m${message}` };
        return { ...one, events: one.events.flatMap((event) => Array(events).fill(event)), inbound };
      });
    fc.assert(
      fc.property(fc.array(commit, { maxLength: 12 }), (commits) => {
        const known = nothingKnown();
        const oneByOne = commits.flatMap((it) => judge([it], known));
        expect(judge(commits, nothingKnown())).toEqual(oneByOne);
        const taken = oneByOne.flatMap(({ result }) => (result.ok ? result.events : []));
        for (const stream of [conversation("a"), conversation("b")] satisfies StreamId[]) {
          const versions = taken.filter((event) => event.stream === stream).map(({ version }) => version);
          expect(versions).toEqual(versions.map((_, i) => i + 1));
        }
        expect(taken.map(({ position }) => position)).toEqual(taken.map((_, i) => i + 1));
      }),
    );
  });
});
