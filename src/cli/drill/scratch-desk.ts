import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backOffice, secrets } from "../../../examples/back-office/server.mjs";
import { consoleChannel } from "../../bots/console/console.ts";
import { openDesk } from "../../core/desk.ts";
import type { Policy } from "../../core/policy.ts";
import { webhookKeys } from "../../core/webhook/keys.ts";
import { createApp } from "../../server/app.ts";
import { listen } from "../../server/listen.ts";
import { createMetrics } from "../../server/metrics.ts";
import { sqliteStore } from "../../store/sql/sqlite.ts";
import { backOffice as officeClient } from "../../worker/exchange/back-office.ts";
import { startLoop } from "../../worker/loop.ts";
import { openOutbox } from "../../worker/outbox.ts";
import { newId } from "../ids.ts";
import { masterKeys } from "../master-key.ts";
import { now } from "../runtime.ts";
import { VERSION } from "../version.ts";

const SOON = 20;

/**
 * A whole desk for a rehearsal, under the operator's own policy: its store is a folder that is gone afterwards, its back office is the
 * reference one, and nobody is really paged. Everything else is what a desk runs on.
 */
export async function openScratchDesk(policy: Policy) {
  const folder = await mkdtemp(join(tmpdir(), "nightdesk-drill-"));
  const data = join(folder, "desk");
  await mkdir(data, { mode: 0o700 });
  const key = `whsec_${randomBytes(32).toString("base64")}`;
  const keys = webhookKeys(key, "sign") ?? [];
  let deskUrl = "";
  const office = backOffice({
    keys: secrets(key),
    behave: () => "accepted",
    desk: () => deskUrl,
  });
  await new Promise<void>((resolve) => office.server.listen(0, "127.0.0.1", resolve));
  const { port } = office.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const exchange = { url, link: `${url}connect`, timeout: 5_000, linkLasts: 600_000, allow: ["127.0.0.1/32"] };
  const scratch: Policy = { ...policy, config: { ...policy.config, exchange } };
  const inForce = () => scratch;

  const store = await sqliteStore(join(data, "desk.db"), { master: masterKeys(data) });
  const desk = openDesk({ store, now, newId: () => newId(now()), key: randomBytes(32), policy: inForce });
  const app = createApp({
    desk,
    store,
    policy: inForce,
    now,
    metrics: createMetrics({ version: VERSION, startedAt: now() }),
    log: () => undefined,
    version: VERSION,
    demo: true,
    exchangeKeys: async () => keys,
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  deskUrl = server.url;
  const outbox = openOutbox({
    store,
    desk,
    channels: new Map([["console", consoleChannel(store, now)]]),
    policy: inForce,
    exchange: officeClient({ config: () => exchange, keys: async () => keys, now }),
    now,
  });
  const failed = () => undefined;
  const delivery = startLoop(outbox.begin, { pause: SOON, failed });
  const clock = startLoop(() => desk.tick(), { pause: SOON, failed });

  return {
    store,
    desk,
    office,
    policy: scratch,
    async close(): Promise<void> {
      await Promise.all([delivery.stop(), clock.stop()]);
      await outbox.close();
      await server.close();
      office.server.closeAllConnections();
      await new Promise((resolve) => office.server.close(resolve));
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type ScratchDesk = Awaited<ReturnType<typeof openScratchDesk>>;
