import { expect, test } from "vitest";
import { openScratchDesk } from "../../../src/cli/drill/scratch-desk.ts";
import { type Step, takeover } from "../../../src/cli/drill/takeover.ts";
import { PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

async function rehearsed(yaml: string, says: string, patience?: number) {
  const desk = await openScratchDesk(testPolicy({ yaml }));
  try {
    const steps: Step[] = [];
    for await (const step of takeover(desk, says, patience)) steps.push(step);
    return steps;
  } finally {
    await desk.close();
  }
}

test("a rehearsal goes through on real parts, from the first message to one confirmed freeze", async () => {
  const steps = await rehearsed(PAGING_YAML, "someone is in my account please stop withdrawals");
  expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(steps.map(({ what }) => what)).toContain("said once more, it is still one freeze");
});

test("what would not happen in an emergency is said, with what to change", async () => {
  const steps = await rehearsed("desk: { name: Borealis }", "what are your trading fees", 100);
  expect(steps.filter(({ ok }) => !ok).map(({ next }) => next)).toContainEqual(expect.stringContaining("incident:"));
});
