import { expect, test } from "vitest";
import { lanesOf, leftOut, PARTS, partsOf } from "../../../src/cli/up/parts.ts";
import { testPolicy } from "../../harness/policy.ts";

test("--only names parts of a desk, and what it cannot be is said with what there is", () => {
  expect([...partsOf(undefined)]).toEqual(PARTS);
  expect(lanesOf(partsOf("api, worker,slack"))).toEqual(["slack", "worker"]);
  expect(() => partsOf("api,wrker")).toThrow("there is no part “wrker”");
  expect(() => partsOf(" , ")).toThrow("--only names nothing to run");
});

test("on SQLite what a process leaves out is done by nobody, and is said", () => {
  const { config } = testPolicy();
  expect(leftOut(partsOf("api"), config, "sqlite")).toMatch(/^nobody runs worker, clock: on SQLite/);
  expect(leftOut(partsOf("api"), config, "postgres")).toBeUndefined();
  expect(leftOut(partsOf("api,worker,clock"), config, "sqlite")).toBeUndefined();
});
