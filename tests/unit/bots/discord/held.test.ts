import { expect, test } from "vitest";
import { openHeld } from "../../../../src/bots/discord/held.ts";

const held = (inOne = 3, inAll = 5) => openHeld({ inOne, inAll });
const run = () => undefined;
const said = (id: string) => ({ id, change: false, run });
const edited = (id: string) => ({ id, change: true, run });

test("what waits in a place comes out in the order of ids, a message before its edit", () => {
  const waits = held();
  for (const it of [said("100"), edited("9"), said("9")].reverse()) waits.add("a", it);
  expect(waits.take("a")).toEqual([said("9"), edited("9"), said("100")]);
  expect(waits.take("a")).toEqual([]);
  expect(waits.count()).toBe(0);
});

test("a place that is full lets go of all, and says from which message on it has to be read", () => {
  const waits = held();
  for (const it of [edited("1"), said("12"), said("11")]) expect(waits.add("a", it)).toBeUndefined();
  waits.add("b", said("20"));
  expect(waits.add("a", said("13"))).toBe("11");
  expect(waits.take("a")).toEqual([]);
  expect(waits.places()).toEqual(["b"]);
});

test("all places together hold no more than they may", () => {
  const waits = held(3, 3);
  for (const place of ["a", "b", "c"]) waits.add(place, said("1"));
  expect(waits.add("d", said("2"))).toBe("2");
  expect(waits.add("a", said("3"))).toBe("1");
  expect(waits.count()).toBe(2);
  expect(waits.add("d", said("4"))).toBeUndefined();
});

test("an edit for which there is no room asks for no reading: the message has what it became", () => {
  const waits = held(1);
  waits.add("a", edited("5"));
  expect(waits.add("a", edited("6"))).toBeUndefined();
});
