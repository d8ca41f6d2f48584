import { expect, onTestFinished, test } from "vitest";
import { startPostgres } from "../harness/postgres.ts";
import { openSeveral } from "../harness/several.ts";

test("three processes share one desk: one dies after the other, each ticket is read once and nobody is told twice", async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const several = await openSeveral(server.url, ["api", "worker,clock", "worker,clock"]);
  onTestFinished(() => several.close());
  await Promise.all([0, 1, 2].map((i) => several.start(i)));
  let customer = 0;
  const ask = async (count: number) => {
    for (let i = 0; i < count; i++) expect(await several.ask(`c${customer++}`)).toBe(true);
  };

  await ask(4);
  // Whichever of the two has the clock dies sooner or later, and the other takes it.
  await several.kill(1);
  await ask(4);
  await several.kill(0);
  expect(await several.ask("nobody hears this")).toBe(false);
  await Promise.all([several.start(0), several.start(1)]);
  await several.kill(2);
  await ask(2);

  const { wrong, repeated: _, calls: __, ...counts } = await several.settled(30);
  expect(wrong).toEqual([]);
  expect(counts).toEqual({ tickets: 10, suggestions: 10, pages: 30 });
  expect(several.output(1) + several.output(2)).toContain("the clock runs here now");
}, 60_000);
