import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openPace } from "../../../../src/bots/discord/pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that can be down, and what was asked of it. */
function server() {
  const asked: string[] = [];
  const broken = new Set<string>();
  const it = { asked, broken, down: false, most: 0, underWay: 0 };
  const work = async (key: string) => {
    asked.push(key);
    it.underWay += 1;
    it.most = Math.max(it.most, it.underWay);
    await new Promise((done) => setTimeout(done, 10));
    it.underWay -= 1;
    return !it.down && !broken.has(key);
  };
  const pace = openPace({ atOnce: 4, work });
  const add = (count: number) => {
    for (let i = 0; i < count; i++) pace.add(`place${i}`);
  };
  return Object.assign(it, { pace, add });
}

test("a few at the same time, each once", async () => {
  const it = server();
  it.add(100);
  it.add(100);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(it.most).toBe(4);
  expect(it.asked.slice(4)).toHaveLength(100);
  expect(new Set(it.asked).size).toBe(100);
});

test("while nothing is answered one tries for all, ever more slowly; then all go on at once", async () => {
  const it = server();
  it.down = true;
  it.add(500);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(it.asked.length).toBeLessThan(20);
  const before = it.asked.length;
  it.down = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(new Set(it.asked.slice(before)).size).toBe(500);
  expect(it.asked.length - before).toBe(500);
});

test("one place that always fails holds up no other, and is asked ever less", async () => {
  const it = server();
  it.broken.add("place0");
  it.add(40);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(new Set(it.asked).size).toBe(40);
  expect(it.asked.filter((key) => key === "place0").length).toBeLessThan(8);
});

test("a place where somebody waits comes next, and nothing begins after the end", async () => {
  const it = server();
  it.add(40);
  it.pace.hurry("place30");
  await vi.advanceTimersByTimeAsync(11);
  expect(it.asked[4]).toBe("place30");
  it.pace.stop();
  const before = it.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(it.asked).toHaveLength(before);
});
