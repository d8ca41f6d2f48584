import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { connect } from "../../../src/server/client.ts";
import { startDesk, workFolder } from "../cli.ts";
import { fakeSlack } from "./fake-slack.ts";

export const SLACK = `
people:
  mei: { name: Mei, slack: U0000MEI }
slack:
  tickets: { room: C0000001 }
`;

export const SCHEDULE = `
schedules:
  night: { zone: UTC, layers: [{ name: turns, people: [mei, bob], turn: 1 day, start: 2026-01-05, handover: "09:00" }] }
`;

/** Two responders who take turns, and a policy that pages them. */
export const PAGED = `
people:
  mei: { name: Mei, slack: U0000MEI }
  bob: { name: Bob, slack: U0000BOB }
${SCHEDULE}
escalation:
  urgent: { steps: [{ page: [{ person: mei }], wait: 5m }, { page: [{ person: bob }], wait: 5m }], end: { page: [{ person: mei }] } }
tickets: { escalate: { P0: urgent, P1: urgent, P2: urgent, P3: urgent } }
slack:
  tickets: { room: C0000001 }
`;

/** A desk as its user starts it, with a customer's console and a workspace of Slack. */
export async function openDesk({
  more = SLACK,
  article,
  prints = /slack: connected/,
  env: extra = {},
}: {
  more?: string;
  /** One more, in English. */
  article?: string;
  /** What the desk prints when it is ready. */
  prints?: RegExp;
  env?: Record<string, string>;
} = {}) {
  const slack = await fakeSlack();
  const folder = workFolder("minimal");
  const file = join(folder, "nightdesk.yaml");
  const base = readFileSync(file, "utf8");
  writeFileSync(file, `${/^teams:/m.test(more) ? base.replace(/^teams:.*$/m, "") : base}\n${more}`);
  if (article !== undefined)
    writeFileSync(join(folder, `knowledge/en/${/^id: (\S+)$/m.exec(article)?.[1]}.md`), article);
  const env = {
    NIGHTDESK_SLACK_API_URL: slack.url,
    NIGHTDESK_SLACK_BOT_TOKEN: "xoxb-not-a-token",
    NIGHTDESK_SLACK_APP_TOKEN: "xapp-not-a-token",
    ...extra,
  };
  const desk = await startDesk(folder, [], env);
  await desk.prints(prints);
  const { console: token, lead } = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const customers = connect({ url: desk.url, token });
  let said = 0;
  const customer = (thread: string) => ({
    says: (text: string) => customers.consoleSend({ thread, id: `m${++said}`, text }),
    async hears(pattern: RegExp) {
      await expect
        .poll(async () => (await customers.consoleRead(thread, 0)).map((it) => it.text).join("\n"), { timeout: 10_000 })
        .toMatch(pattern);
    },
    all: async () => (await customers.consoleRead(thread, 0)).map((it) => it.text ?? ""),
  });
  return {
    slack,
    desk,
    folder,
    env,
    customer,
    lead: connect({ url: desk.url, token: lead }),
    mei: slack.person("U0000MEI", "mei"),
    bob: slack.person("U0000BOB", "bob"),
  };
}
