import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sseReader, writeEvent, writeHeartbeat } from "../../../src/server/sse.ts";

const read = (text: string, lastId?: string) => sseReader(lastId).push(text);

test("what is written is read", () => {
  const text =
    writeEvent({ event: "ticket", data: '{"a":1}', id: "e-1" }) +
    writeEvent({ event: "reset", data: "two\nlines", id: "e-2" });
  expect(read(text)).toEqual([
    { event: "ticket", data: '{"a":1}', id: "e-1" },
    { event: "reset", data: "two\nlines", id: "e-2" },
  ]);
});

describe("the format", () => {
  test.each([
    ["data: x\r\n\r\n", [{ event: "message", data: "x", id: "" }]],
    ["data: x\r\r", [{ event: "message", data: "x", id: "" }]],
    ["data:x\n\n", [{ event: "message", data: "x", id: "" }]],
    ["data:  x\n\n", [{ event: "message", data: " x", id: "" }]],
    ["data\ndata\n\n", [{ event: "message", data: "\n", id: "" }]],
    [": a comment\n\ndata: x\n\n", [{ event: "message", data: "x", id: "" }]],
    ["event: ticket\n\n", []],
    ["event: ticket\n\ndata: x\n\n", [{ event: "message", data: "x", id: "" }]],
    [
      "id: 7\ndata: x\n\ndata: y\n\n",
      [
        { event: "message", data: "x", id: "7" },
        { event: "message", data: "y", id: "7" },
      ],
    ],
    ["id: a\0b\ndata: x\n\n", [{ event: "message", data: "x", id: "" }]],
    ["data: not finished\n", []],
    ["colour: blue\nretry: 5\ndata: x\n\n", [{ event: "message", data: "x", id: "" }]],
  ])("%j", (text, events) => {
    expect(read(text)).toEqual(events);
  });
});

test("a heartbeat moves the place on without an event", () => {
  const reader = sseReader("e-1");
  expect(reader.push(writeHeartbeat("e-5"))).toEqual([]);
  expect(reader.lastId()).toBe("e-5");
});

test("an event that was cut off is asked for again: its id does not count yet", () => {
  const reader = sseReader("e-1");
  reader.push("id: e-2\nevent: ticket\nda");
  expect(reader.lastId()).toBe("e-1");
  expect(reader.push("ta: x\n\n")).toEqual([{ event: "ticket", data: "x", id: "e-2" }]);
  expect(reader.lastId()).toBe("e-2");
});

test("however the stream is cut, the same events come out", () => {
  const line = fc.constantFrom("data: 一", "data: b", "data", "event: ticket", "id: 9", ": c", "", "", "", "x");
  const text = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r"))).map((lines) => lines.flat().join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
      const places = [...cuts.map((at) => Math.min(at, whole.length)), 0, whole.length].sort((a, b) => a - b);
      const reader = sseReader();
      const inPieces = places.slice(1).flatMap((to, i) => reader.push(whole.slice(places[i], to)));
      const atOnce = sseReader();
      expect(inPieces).toEqual(atOnce.push(whole));
      expect(reader.lastId()).toBe(atOnce.lastId());
    }),
  );
});
