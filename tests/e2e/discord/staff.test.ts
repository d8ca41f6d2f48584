import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMMANDS } from "../../../src/bots/discord/commands/table.ts";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import type { Json } from "../../harness/discord/state.ts";

const ROTA = `
${YAML}
paging: { lead: mei }
schedules:
  primary:
    zone: UTC
    layers:
      - { name: all, people: [mei, bob], turn: 1 day, start: "2026-01-05", handover: "09:00" }
escalation:
  urgent: { steps: [{ page: [{ schedule: primary }] }] }
`;

let place: Community;
let mei: ReturnType<Community["person"]>;
beforeEach(async () => {
  place = await openCommunity({ yaml: ROTA });
  mei = place.person("mei", [place.support.id]);
});
afterEach(() => expect(place.discord.complaints).toEqual([]));

const read = async (asked: Json): Promise<string> => {
  await expect.poll(() => asked.replies.length).toBeGreaterThan(0);
  return asked.replies[0].content;
};
const sub = (name: string, options: Json[] = []) => [{ type: 1, name, options }];
const value = (name: string, said: string | number, type = 3) => ({ type, name, value: said });

/** Alice asks in public, and the bot answers. */
async function answered() {
  const alice = place.person("alice");
  const question = alice.says(place.help, "where is my usdt deposit?");
  const thread = await place.threadOf(question);
  await place.hears(thread);
  return { alice, question, thread };
}

test("every command is in English and Chinese, and staff's are hidden from members and refused to them", async () => {
  for (const { definition, staff } of COMMANDS) {
    const told = JSON.stringify(definition);
    expect(told, definition.name).toContain("zh-CN");
    expect(definition.default_member_permissions !== undefined, definition.name).toBe(staff === true);
  }
  expect(COMMANDS.filter(({ definition }) => definition.type === 3).length).toBeLessThanOrEqual(5);
  const mallory = place.person("mallory");
  for (const { definition, staff } of COMMANDS.filter((it) => it.staff === true && it.definition.type === 1))
    expect(await read(mallory.types(place.help, definition.name)), `${definition.name} ${staff}`).toBe(
      "Your role may not do this.",
    );
  expect(await read(mallory.types(place.help, "desk", sub("status"), { locale: "zh-CN" }))).toBe(
    "您的身份组无权执行此操作。",
  );
  const typed = mallory.completes(place.help, "ticket", sub("show", [{ ...value("number", "1", 4), focused: true }]));
  await expect.poll(() => typed.callback?.data).toEqual({ choices: [] });
});

test("/oncall: who now, until when, and who is next", async () => {
  const said = await read(mei.types(place.help, "oncall"));
  expect(said).toMatch(/^\*\*primary\*\*: (Mei|Bob) until <t:\d+:f> \(<t:\d+:R>\)\n-# next: (Mei|Bob) <t:\d+:f>$/);
  const chinese = await read(mei.types(place.help, "oncall", [value("schedule", "primary")], { locale: "zh-CN" }));
  expect(chinese).toMatch(/下一位：(Mei|Bob)/);
  const typed = mei.completes(place.help, "oncall", [{ ...value("schedule", "pri"), focused: true }]);
  await expect.poll(() => typed.callback?.data).toEqual({ choices: [{ name: "primary", value: "primary" }] });
});

test("/kb finds and shows articles", async () => {
  expect(await read(mei.types(place.help, "kb", sub("search", [value("words", "deposit missing")])))).toMatch(
    /^1\. \*\*DEP\\-01\*\* My crypto deposit has not arrived/,
  );
  expect(await read(mei.types(place.help, "kb", sub("show", [value("article", "fee-01")])))).toMatch(
    /Trading fee schedule[\s\S]*FEE-01, reviewed 2026-11-20/,
  );
  const typed = mei.completes(place.help, "kb", sub("show", [{ ...value("article", "deposit"), focused: true }]));
  await expect.poll(() => typed.callback?.data.choices[0]).toMatchObject({ value: "DEP-01" });
});

test("/desk status: the queue, and how each platform is", async () => {
  const said = await read(mei.types(place.help, "desk", sub("status")));
  expect(said).toMatch(/^Tickets: 0 open, 0 waiting[\s\S]*Never delivered: 0\n🟢 discord: ready$/);
});

test("/ticket reply: what no fact says is refused in the responder's language, and goes out for a reason; /ticket show is in it too", async () => {
  const { alice, thread } = await answered();
  alice.says(thread, "human");
  const secret = await place.privateThread();
  await place.hears(secret);
  const options = [value("number", 1, 4)];
  const shown = await read(mei.types(place.help, "ticket", sub("show", options), { locale: "zh-CN" }));
  expect(shown).toMatch(
    /^\*\*T-1\*\* P\d 待处理, 无人负责, 首次回复截止 <t:\d+:R>\n\*\*客户\*\*: [\s\S]*\*\*客服台\*\*: /,
  );
  const words = "Write to billing@borealis-refunds.example and it is settled.";
  const reply = (...more: Json[]) => sub("reply", [value("number", 1, 4), value("text", words), ...more]);
  expect(await read(mei.types(place.help, "ticket", reply()))).toContain("mail address is not in the facts");
  const chinese = await read(mei.types(place.help, "ticket", reply(), { locale: "zh-CN" }));
  expect(chinese).toMatch(/^未发送：以下内容没有事实依据。[\s\S]*该邮箱地址不在事实库中/);
  expect(await read(mei.types(place.help, "ticket", reply(value("reason", "our partner, asked today"))))).toBe("Sent.");
  await place.discord.wait("the customer reads it", () => place.ofBot(secret).some((it) => it.content.includes(words)));
  expect(place.ofBot(secret).filter((it) => it.content.includes(words))).toHaveLength(1);
  expect((await place.ticket(1))?.history.map(({ what }) => what).join()).toContain("our partner, asked today");
  const taken = sub("resolve", [...options, value("text", "done")]);
  expect(await read(mei.types(place.help, "ticket", taken, { locale: "zh-TW" }))).toBe("T-1 已解决。");
  const again = mei.types(place.help, "ticket", taken, { locale: "zh-TW" });
  expect(await read(again)).toMatch(/^该工单已解决；如需继续，请先重新打开/);
});

test("/ticket show: what was said, whole, in as many messages as it takes", async () => {
  const { alice, thread } = await answered();
  alice.says(thread, "human");
  await place.hears(await place.privateThread());
  const long = "One sentence of many, with its end. ".repeat(60).trim();
  await place.replies(1, `${long} The last word.`);
  const asked = mei.types(place.help, "ticket", sub("show", [value("number", 1, 4)]));
  await expect.poll(() => asked.replies.map(({ content }: Json) => content).join(" ")).toMatch(/The last word\./);
  expect(asked.replies.length).toBeGreaterThan(1);
  expect(asked.callback.data.flags).toBe(64);
  expect(asked.replies.slice(1).every(({ ephemeral }: Json) => ephemeral)).toBe(true);
  for (const { content } of asked.replies) {
    expect(content.length).toBeLessThanOrEqual(2_000);
    expect(content).toMatch(/\.$/);
  }
});

describe("Escalate", () => {
  test("what the bot holds goes to a person; what is a ticket goes to the next step", async () => {
    const { thread } = await answered();
    const answer = place.ofBot(thread)[0];
    if (answer === undefined) throw new Error("there is no answer");
    expect(await read(mei.asksAbout(answer, "Escalate"))).toMatch(/A person takes it over/);
    const secret = await place.privateThread();
    await place.hears(secret);
    expect((await place.ticket(1))?.history.map(({ what }) => what)).toContain(
      "handed off by mei (Discord): responder: escalated in Discord",
    );
    expect((await place.ticket(1))?.transcript.map(({ text }) => text)).not.toContain("escalated in Discord");
    expect(await read(mei.asksAbout(answer, "Escalate"))).toMatch(/no escalation policy goes with T/);
    const elsewhere = place.person("bob").says(place.modLog, "hello");
    expect(await read(mei.asksAbout(elsewhere, "Escalate"))).toBe("That is no conversation of the desk.");
  });
});

test("/incident: a customer turns out to be in danger: a security ticket of its own, which the list shows", async () => {
  const { alice, thread } = await answered();
  alice.says(thread, "human");
  const secret = await place.privateThread();
  await place.hears(secret);
  expect(await read(mei.types(place.help, "incident", sub("list")))).toBe("No security ticket is open.");
  const options = sub("open", [value("number", 1, 4), value("text", "the withdrawal address is not theirs")]);
  expect(await read(mei.types(place.help, "incident", options))).toMatch(/^A security ticket is being opened/);
  await place.hears(secret, 2);
  expect((await place.ticket(2))?.ticket).toMatchObject({ category: "security", customer: `discord:${alice.user.id}` });
  expect(await read(mei.types(place.help, "incident", sub("list")))).toMatch(/^\*\*T-2\*\* P\d open/);
  expect(await read(mei.types(place.help, "incident", options))).toContain("has a security ticket already");
});

test("/freeze from anywhere reaches the customer in private, and /incident freeze tells the back office", async () => {
  const alice = place.person("alice");
  alice.types(place.help, "freeze", []);
  const secret = await place.privateThread();
  await place.hears(secret);
  await expect.poll(() => place.store.incidents({ limit: 5 })).toMatchObject([{ number: 1, freeze: "wished" }]);
  const options = [value("number", 1, 4), value("text", "a new address"), value("account", "acc-1")];
  expect(await read(mei.types(place.help, "incident", sub("freeze", options)))).toMatch(/^The back office is told/);
  await expect.poll(() => place.store.incidents({ limit: 5 })).toMatchObject([{ account: "acc-1" }]);
  expect(await read(mei.types(place.help, "incident", sub("freeze", [value("number", 9, 4)])))).toContain(
    "no ticket T-9",
  );
});
