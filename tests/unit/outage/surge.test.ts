import { join } from "node:path";
import { expect, test } from "vitest";
import { simulateSurge } from "../../../bench/surge/simulate.ts";
import { sqliteStore } from "../../../src/store/sql/sqlite.ts";
import { master } from "../../harness/master.ts";
import { outagePolicy } from "../../harness/outage.ts";
import { temporaryDirectory } from "../../harness/stores.ts";

const PAGING = `
paging: { lead: mei, webhooks: { phone: { url: "https://gateway.example/page" } } }
escalation: { urgent: { steps: [{ page: [{ person: mei }] }] } }
tickets: { escalate: { P1: urgent } }
`;

test("in a five-fold rise everybody is answered, no page is lost, and most wait about one outage", async () => {
  const store = await sqliteStore(join(temporaryDirectory(), "desk.db"), { master });
  const policy = outagePolicy(PAGING);
  const figures = await simulateSurge({ store, policy, customers: 500, speed: 60, responders: 20 });
  await store.close();
  expect(figures).toMatchObject({ unanswered: 0, lost: 0, twice: 0, outages: 1 });
  expect(figures.pages).toBeGreaterThan(5);
  expect(figures.attached).toBeGreaterThan(200);
  expect(figures.tickets).toBeLessThan(figures.attached);
}, 60_000);
