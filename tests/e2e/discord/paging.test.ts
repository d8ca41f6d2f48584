import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";
import { gateway, WEBHOOK_SECRET } from "../../harness/peers.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const MEI = "1180000000000000001";

const yaml = (reach: string, url = "https://gateway.example/page") =>
  YAML.replace("mei: { name: Mei }", `mei: { name: Mei, discord: "${MEI}", team: security, reach: ${reach} }`) +
  `
paging: { lead: mei, webhooks: { phone: { url: "${url}" } } }
escalation: { urgent: { steps: [{ page: [{ person: mei }], wait: 1h }] } }
tickets: { escalate: { P1: urgent } }
rules: [{ name: all, when: {}, do: { priority: P1, team: security } }]
`;

/** Alice asks, and then wants a person: her ticket is T-1. */
async function asksForPerson(): Promise<void> {
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  await place.hears(thread);
  alice.says(thread, "human");
}

test("a page reaches the responder in direct messages, once, and one press acknowledges it", async () => {
  place = await openCommunity({ yaml: yaml("[{ discord: direct }]") });
  const mei = place.person("mei", [place.support.id], { id: MEI });
  const mallory = place.person("mallory");
  await asksForPerson();
  const page = await place.hears(mei.inbox());
  expect(readText(page)).toMatch(/🔔 .*T\\-1, P1 for security/);
  expect(readText(page)).not.toContain("usdt");

  const refused = mallory.presses(page, "Acknowledge");
  await expect.poll(() => JSON.stringify(refused.replies)).toContain("Only people who stand in nightdesk.yaml");
  expect((await place.ticket(1))?.ticket.acknowledged).toBe(false);

  mei.presses(page, "Acknowledge");
  await expect.poll(() => readText(page)).toContain("Acknowledged by mei");
  expect((await place.ticket(1))?.ticket).toMatchObject({ acknowledged: true, escalation: "acknowledged" });
  expect(JSON.stringify(page.components)).not.toContain("Acknowledge");
  expect(place.ofBot(mei.inbox())).toHaveLength(1);
});

test("in a channel the person is mentioned; where Discord fails the telephone is next", async () => {
  const phone = await gateway(204);
  place = await openCommunity({ yaml: yaml('[{ discord: "999999999999999999" }, { webhook: phone }]', phone.url) });
  await asksForPerson();
  const { body, headers } = await phone.next();
  expect(new Webhook(WEBHOOK_SECRET).verify(body, headers)).toMatchObject({ data: { person: "mei", number: 1 } });
});
