import { expect, it } from "vitest";
import { master } from "../harness/master.ts";
import { administer } from "../harness/postgres.ts";
import { durableEngines, storeEngines, temporaryDatabase } from "../harness/stores.ts";

const postgres = durableEngines.filter(({ name }) => name === "postgres");

it.each(storeEngines)("a process alone leads at once, on $name", async ({ open }) => {
  const store = await open();
  const heard: boolean[] = [];
  const standDown = store.lead("clock", (leads) => heard.push(leads));
  await expect.poll(() => heard).toEqual([true]);
  await standDown();
  expect(heard).toEqual([true, false]);
});

it.each(postgres)(
  "of two stores on $name one leads each task, and the other takes over within seconds",
  async ({ openShared }) => {
    const { store, reopen } = await openShared();
    const other = await reopen();
    const heard: string[] = [];
    const first = store.lead("clock", (leads) => heard.push(`first ${leads}`));
    await expect.poll(() => heard).toEqual(["first true"]);
    const second = other.lead("clock", (leads) => heard.push(`second ${leads}`));
    const third = other.lead("another", (leads) => heard.push(`third ${leads}`));
    await expect.poll(() => heard).toEqual(["first true", "third true"]);
    await first();
    await expect
      .poll(() => heard, { timeout: 5_000 })
      .toEqual(["first true", "third true", "first false", "second true"]);
    await Promise.all([second(), third()]);
  },
);

it.each(postgres)("whose connection is cut no longer leads, and stands again, on $name", async () => {
  const url = await temporaryDatabase();
  const { postgresStore } = await import("../../src/store/sql/postgres.ts");
  const store = await postgresStore(url, { master });
  const heard: boolean[] = [];
  const standDown = store.lead("clock", (leads) => heard.push(leads));
  await expect.poll(() => heard).toEqual([true]);
  await administer(
    url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nightdesk lead' and datname = current_database()",
  );
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual([true, false, true]);
  await standDown();
  await store.close();
});
