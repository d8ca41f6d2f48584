import { openDiscord } from "../../src/bots/discord/bot.ts";
import { slackBot } from "../../src/bots/slack/bot.ts";
import { createHealth } from "../../src/bots/slack/health.ts";
import { socketReceiver } from "../../src/bots/slack/receiver.ts";
import { createWeb } from "../../src/bots/slack/web.ts";
import { newId } from "../../src/cli/ids.ts";
import { openDesk } from "../../src/core/desk.ts";
import type { Store } from "../../src/core/ports.ts";
import { startLoop } from "../../src/worker/loop.ts";
import { openOutbox } from "../../src/worker/outbox.ts";
import { TOKEN } from "../../tests/harness/discord/fake.ts";
import { testPolicy } from "../../tests/harness/policy.ts";

const YAML = `
desk: { name: Borealis }
people: { mei: { name: Mei, slack: U0000MEI }, bob: { name: Bob } }
slack:
  tickets: { room: C0000001 }
`;

/** A desk whose customers are in Discord and whose staff are in Slack, behind the real clients of both. */
export async function openTwoDoors(store: Store, { discord, slack }: { discord: string; slack: string }) {
  const policy = testPolicy({ yaml: YAML });
  const now = () => Date.now();
  const key = new Uint8Array(32).fill(1);
  const desk = openDesk({ store, now, newId: () => newId(now()), key, policy: () => policy });
  const lines: string[] = [];
  const log = ({ level, message }: { level: string; message: string }) => void lines.push(`${level}: ${message}`);
  const shared = { desk, store, policy: () => policy, now, log, connections: () => [] };
  const customers = openDiscord({ token: TOKEN, api: discord }, { ...shared, alarm: () => undefined });
  const health = createHealth(() => undefined, now);
  const web = createWeb("xoxb-not-a-token", { apiUrl: slack, health });
  const failed = (error: unknown) => log({ level: "error", message: String(error) });
  const receiver = socketReceiver({ appToken: "xapp-not-a-token", apiUrl: slack, health, failed });
  const staff = await slackBot({ ...shared, web, health }, receiver);
  const channels = new Map([
    ["discord", customers.channel],
    ["slack", staff.channel],
  ]);
  const outbox = openOutbox({
    store,
    desk,
    channels,
    policy: () => policy,
    now,
    settled: (it) => void ("error" in it && log({ level: "warn", message: `${it.outcome}: ${it.id}: ${it.error}` })),
  });
  const delivery = startLoop(outbox.begin, { pause: 1_000, failed });
  const unwatch = store.watch(() => delivery.wake());
  customers.start();
  await staff.start();
  return {
    desk,
    lines,
    connected: () => customers.health().state === "ready" && health.current().state === "up",
    async end(): Promise<void> {
      unwatch();
      await customers.stop();
      await staff.stop();
      await delivery.stop();
      await outbox.idle();
      await store.close();
    },
  };
}
