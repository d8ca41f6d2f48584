import { expect, test } from "vitest";
import { soak } from "../../../bench/discord/soak.ts";

test("while Discord fails in every way, each message is answered once, in order (npm run soak:discord is the long one)", async () => {
  const result = await soak({ messages: 240, customers: 24, rate: 40, invalid: 1, drops: 2 });
  expect(result.wrong).toEqual([]);
  expect(result).toMatchObject({ sent: 240, answered: 240, duplicates: 0, outOfOrder: 0 });
  for (const kind of ["duplicates", "drops", "invalid sessions", "5xx applied", "429"])
    expect(result.faults[kind], kind).toBeGreaterThan(0);
});
