import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/core/errors.ts";
import { grouped } from "../../../src/store/sql/group-commit.ts";

/** Lands jobs in memory, and remembers in which batches; a job named "poison" spoils its batch. */
function landing(failure: Error = new Error("poisonous")) {
  const batches: string[][] = [];
  const land = async (jobs: string[]): Promise<string[]> => {
    batches.push(jobs);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (jobs.includes("poison")) throw failure;
    return jobs.map((job) => job.toUpperCase());
  };
  return { batches, land };
}

describe("group commit", () => {
  it("lands together what waits at the same time, and gives each its own result", async () => {
    const { batches, land } = landing();
    const group = grouped(land);
    expect(await Promise.all(["a", "b", "c"].map(group.add))).toEqual(["A", "B", "C"]);
    expect(batches).toEqual([["a", "b", "c"]]);
  });

  it("gathers what comes while a batch is under way into the next, and has one under way at a time", async () => {
    const { batches, land } = landing();
    let underWay = 0;
    let most = 0;
    const group = grouped(async (jobs: string[]) => {
      most = Math.max(most, ++underWay);
      const results = await land(jobs);
      underWay--;
      return results;
    });
    const first = group.add("first");
    await new Promise((resolve) => setTimeout(resolve, 2));
    const rest = ["b", "c"].map(group.add);
    expect(await Promise.all([first, ...rest])).toEqual(["FIRST", "B", "C"]);
    expect(batches).toEqual([["first"], ["b", "c"]]);
    expect(most).toBe(1);
  });

  it("keeps a batch to its size", async () => {
    const { batches, land } = landing();
    const group = grouped(land, 2);
    await Promise.all(["a", "b", "c", "d", "e"].map(group.add));
    expect(batches).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  });

  it("tries each alone when the batch fails, so that one fails alone", async () => {
    const { batches, land } = landing();
    const group = grouped(land);
    const results = await Promise.allSettled(["a", "poison", "b"].map(group.add));
    expect(results).toMatchObject([{ value: "A" }, { reason: { message: "poisonous" } }, { value: "B" }]);
    expect(batches).toEqual([["a", "poison", "b"], ["a"], ["poison"], ["b"]]);
  });

  it("tries nothing again when the store is out of reach, and goes on with what comes later", async () => {
    const { batches, land } = landing(new Fault("store_unavailable", "gone"));
    const group = grouped(land);
    const results = await Promise.allSettled(["a", "poison"].map(group.add));
    expect(results).toMatchObject([
      { reason: { code: "store_unavailable" } },
      { reason: { code: "store_unavailable" } },
    ]);
    expect(batches).toEqual([["a", "poison"]]);
    expect(await group.add("later")).toBe("LATER");
  });

  it("is idle when nothing waits or is under way", async () => {
    const { land } = landing();
    const group = grouped(land, 1);
    await group.idle();
    let landed = 0;
    for (const job of ["a", "b", "c"]) void group.add(job).then(() => landed++);
    await group.idle();
    expect(landed).toBe(3);
  });
});
