import { expect, test } from "vitest";
import { openDesk, PAGED, SLACK } from "../harness/slack/desk.ts";

test("a card assigns, puts aside, brings back, escalates, resolves and reopens, in place", async () => {
  const { slack, customer, mei } = await openDesk({ more: PAGED });
  const ana = customer("ana");
  await ana.says("human");
  const card = await slack.shows(/T-1 · P\d · open/);
  const dialog = async (action: string) => {
    const before = slack.views.length;
    await mei.clicks(card, action);
    await expect.poll(() => slack.views.length).toBe(before + 1);
    return slack.views.at(-1) as never;
  };

  const toBob = { person: { choice: { selected_option: { value: "bob" } } } };
  await mei.submits(await dialog("ticket.assign"), toBob);
  await slack.shows(/\*Owner\*\nbob/, { ts: card.ts });

  const aside = await dialog("ticket.snooze");
  expect(JSON.stringify(aside)).toMatch(/15 minutes.*1 hour.*4 hours.*Next shift in \*night\*, <!date\^/);
  const nothing = await mei.submits(aside, {});
  expect(nothing).toMatchObject({ response_action: "errors", errors: { until: "Please choose a time to come." } });
  const past = await mei.submits(aside, { at: { moment: { selected_date_time: 1_000 } } });
  expect(past).toMatchObject({ errors: { at: "Please choose a time to come." } });
  await mei.submits(aside, { until: { choice: { selected_option: { value: "+900000" } } } });
  await slack.shows(/T-1 · P\d · snoozed[\s\S]*\*Back\*\n<!date\^/, { ts: card.ts });
  expect(await mei.commands("queue")).not.toMatch(/T-1/);
  await ana.says("are you there?");
  await slack.shows(/T-1 · P\d · open/, { ts: card.ts });
  await mei.submits(await dialog("ticket.snooze"), { at: { moment: { selected_date_time: 4_000_000_000 } } });
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/31 days at most/);

  expect(await mei.submits(await dialog("ticket.escalate"), " ")).toMatchObject({ response_action: "errors" });
  await mei.submits(slack.views.at(-1) as never, "funds are moving");
  await slack.shows(/not acknowledged/, { ts: card.ts });
  await mei.submits(await dialog("ticket.resolve"), "credited");
  await slack.shows(/T-1 · P\d · resolved/, { ts: card.ts });
  await mei.submits(await dialog("ticket.reopen"), "not credited after all");
  await slack.shows(/T-1 · P\d · open/, { ts: card.ts });
  expect(slack.messages.filter((it) => it.thread_ts === undefined && /T-1 ·/.test(slack.read(it)))).toHaveLength(1);
});

test("a card suggests what the articles say, with where it comes from", async () => {
  const { slack, customer } = await openDesk();
  const bo = customer("bo");
  await bo.says("how long does a withdrawal take");
  await bo.says("human");
  await slack.shows(/T-1 ·[\s\S]*\*suggestion\* from the articles · sev\d · \d+ %[\s\S]* \[\w+-\d+\]/);
});

test("a message becomes a ticket, whose author is answered where they wrote", async () => {
  const { slack, mei } = await openDesk();
  const kim = slack.person("U0000KIM", "kim");
  const asked = await kim.says("C0000002", "the deposit of my client is missing since Monday");
  await kim.uses("ticket.open", asked);
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/not on this desk's list/);
  await mei.uses("ticket.open", asked);
  const card = await slack.shows(/T-1 · P\d · open[\s\S]*deposit of my client/, { channel: "C0000001" });
  await slack.shows(/ticket T-1/, { thread_ts: asked.ts });
  await mei.uses("ticket.open", asked);
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/belongs to T-1 already/);

  await mei.says("C0000001", "Which network was it?", card.ts);
  await slack.shows(/Which network was it\?/, { thread_ts: asked.ts });
  await kim.says("C0000002", "it was Tron", asked.ts);
  await slack.shows(/customer[\s\S]*it was Tron/, { thread_ts: card.ts });
  await mei.says("C0000001", "// kim is new here", card.ts);
  await mei.says("C0000001", "Thank you.", card.ts);
  await slack.shows(/Thank you\./, { thread_ts: asked.ts });
  const read = slack.messages.filter((it) => it.thread_ts === asked.ts).map((it) => slack.read(it));
  expect(read.join()).not.toContain("kim is new here");
});

test("what is changed or taken back in the thread is said to the customer, and a note never is", async () => {
  const { slack, customer, mei } = await openDesk({ more: SLACK });
  const di = customer("di");
  await di.says("human");
  const card = await slack.shows(/T-1 ·/);
  const said = await mei.says("C0000001", "It takes a day.", card.ts);
  await di.hears(/It takes a day\./);
  await mei.changes(said, "It takes a little longer.");
  await di.hears(/It takes a little longer\./);
  await mei.changes(said, "It costs 7.5 USDT, see https://elsewhere.example");
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/not sent/i);
  await mei.changes(said, "// the bank is slow");
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/delete the message/);
  const note = await mei.says("C0000001", "// suspicious, ask the bank", card.ts);
  await mei.changes(note, "suspicious, ask the bank");
  await expect.poll(() => slack.ephemerals.at(-1)?.text ?? "").toMatch(/a note stays a note/);
  await mei.changes(note, null);
  await mei.changes(said, null);
  await di.hears(/mei has taken back a message/);
  expect((await di.all()).join("\n")).not.toMatch(/7\.5 USDT|bank is slow|suspicious/);
});
