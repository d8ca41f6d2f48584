import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { startDesk, workFolder } from "../harness/cli.ts";

test("a reply that is held outlives kill -9: it goes out once, and one that was taken back never does", async () => {
  const folder = workFolder("minimal");
  const desk = await startDesk(folder);
  const tokens = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const customer = connect({ url: desk.url, token: tokens.console });
  const lead = connect({ url: desk.url, token: tokens.lead });
  await customer.consoleSend({ thread: "ana", id: "1", text: "human" });
  await expect.poll(async () => (await lead.tickets()).items.length, { timeout: 10_000 }).toBe(1);
  expect(await lead.reply(1, "This was a mistake.", { hold: 5 })).toMatchObject({ ok: true });
  expect(await lead.takeBack(1)).toMatchObject({ ok: true });
  expect(await lead.reply(1, "It is on its way.", { hold: 3 })).toMatchObject({ ok: true });
  const said = async (client = customer) => (await client.consoleRead("ana", 0)).map(({ text }) => text);
  expect(await said()).not.toContain("It is on its way.");
  await desk.stop("SIGKILL");

  const again = await startDesk(folder);
  const after = connect({ url: again.url, token: tokens.console });
  await expect.poll(() => said(after), { timeout: 15_000 }).toContain("It is on its way.");
  expect((await said(after)).filter((text) => text === "It is on its way.")).toHaveLength(1);
  expect((await said(after)).join()).not.toContain("mistake");
  const late = connect({ url: again.url, token: tokens.lead });
  expect(await late.takeBack(1)).toMatchObject({ ok: false, reason: "nothing_held" });
});
