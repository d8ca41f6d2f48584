import { expect, test } from "vitest";
import { fairness } from "../../../src/core/oncall/coverage.ts";
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

test("nights and weekends are shared out on each person's own clocks, else on the schedule's", () => {
  const from = Date.UTC(2026, 0, 5, 13);
  const [ana, bob] = [
    { person: "ana", because: "", from, until: from + 60 * MINUTE },
    { person: "bob", because: "", from: from + 60 * MINUTE, until: from + 120 * MINUTE },
  ];
  const loads = fairness([ana, bob], { from, until: from + 120 * MINUTE }, "UTC", { bob: "Asia/Tokyo" });
  expect(loads).toMatchObject([
    { person: "ana", night: 0 },
    { person: "bob", night: 60 * MINUTE },
  ]);
});
