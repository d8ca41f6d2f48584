import { expect, test } from "vitest";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer } from "../../harness/server.ts";

const MINUTE = 60_000;

test("pages are counted for each person, at night and at the weekend on their own clocks", async () => {
  const policy = testPolicy({ yaml: PAGING_YAML.replace("name: Bob,", "name: Bob, zone: Asia/Tokyo,") });
  // Friday 9 January 2026, 15:30: in Tokyo it is Saturday, half past midnight.
  const start = Date.UTC(2026, 0, 9, 15, 30);
  const desk = openPaging({ policy, start });
  await desk.open(1);
  await desk.until(start + 6 * MINUTE);
  expect(desk.told()).toEqual(["mei 0.0 15:30", "ana 0.0 15:30", "mei 0.1 15:35", "bob 0.1 15:35", "ana 0.1 15:35"]);

  const client = await openServer({ store: desk.store, policy }).as("viewer");
  expect(await client.pages({ from: start - MINUTE, until: start + 10 * MINUTE })).toEqual([
    { person: "ana", pages: 2, night: 0, weekend: 0 },
    { person: "mei", pages: 2, night: 0, weekend: 0 },
    { person: "bob", pages: 1, night: 1, weekend: 1 },
  ]);
  expect(await client.pages({ from: start + MINUTE, until: start + 5 * MINUTE })).toEqual([]);
  await expect(client.pages({ from: start, until: start })).rejects.toMatchObject({ code: "usage" });
});
