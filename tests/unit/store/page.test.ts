import { describe, expect, it } from "vitest";
import {
  comparePlaces,
  fromCursor,
  NEVER_DUE,
  pageSize,
  placeOf,
  subjectOf,
  toCursor,
} from "../../../src/store/page.ts";
import { NOON, ticketRow } from "../../harness/commits.ts";

describe("a page of tickets", () => {
  it("has a cursor that survives the way out and back, whatever the id", () => {
    const place = placeOf(ticketRow("钱/+=", 1, { dueAt: null }));
    expect(place).toEqual(["P2", NEVER_DUE, NOON, "ticket:钱/+="]);
    expect(fromCursor(toCursor(place))).toEqual(place);
    expect(toCursor(place)).toMatch(/^[\w-]+$/);
  });

  it("orders by priority, clock, age and id, in this order", () => {
    const first = placeOf(ticketRow("b", 1, { priority: "P1", dueAt: 5, openedAt: 5 }));
    const later = [
      placeOf(ticketRow("a", 1, { priority: "P2", dueAt: 1, openedAt: 1 })),
      placeOf(ticketRow("a", 1, { priority: "P1", dueAt: 6, openedAt: 1 })),
      placeOf(ticketRow("a", 1, { priority: "P1", dueAt: 5, openedAt: 6 })),
      placeOf(ticketRow("c", 1, { priority: "P1", dueAt: 5, openedAt: 5 })),
    ];
    for (const place of later) {
      expect(comparePlaces(first, place)).toBeLessThan(0);
      expect(comparePlaces(place, first)).toBeGreaterThan(0);
    }
    expect(comparePlaces(first, first)).toBe(0);
  });

  it("is between 1 and 500 long, 50 when nobody says", () => {
    expect([{}, { limit: 7 }, { limit: 0 }, { limit: -3 }, { limit: 501 }, { limit: 9.9 }].map(pageSize)).toEqual([
      50, 7, 1, 1, 500, 9,
    ]);
  });

  it("shows at most 200 code units of a subject, and nothing of an erased one", () => {
    expect(subjectOf("first\nsecond")).toBe("first");
    expect(subjectOf("x".repeat(201))).toHaveLength(200);
    expect(subjectOf(null)).toBeNull();
  });
});
