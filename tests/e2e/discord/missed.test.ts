import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const numbers = async () => {
  const view = await place.ticket(1);
  return (view?.transcript ?? []).flatMap(({ text }) => /^number (\d+.*)$/.exec(text ?? "")?.[1] ?? []);
};
const upTo = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));

/** Alice talks with the team; the session ends for good, she goes on, and a new session begins. */
async function lostSession() {
  place = await openCommunity();
  const [alice, bob] = [place.person("alice"), place.person("bob")];
  for (const it of [alice, bob]) {
    it.dms("human");
    await place.hears(it.inbox());
  }
  place.discord.gateway.lose();
  alice.dms("number 1", { quiet: true });
  alice.dms("number 2", { quiet: true });
  return { alice, bob };
}
const isBack = () => place.discord.wait("a new session", () => place.discord.gateway.seen.identified === 2);
const readsOf = (id: string) =>
  place.discord.requests.filter(({ method, path }) => method === "GET" && path === `/channels/${id}/messages`).length;

test("a place that cannot be read yet: what is new there waits, in order, edits too; other places go on", async () => {
  const { alice, bob } = await lostSession();
  const { id } = alice.inbox();
  const mended = place.discord.fault({ method: "GET", path: new RegExp(`^/channels/${id}/messages$`), status: 503 });
  await isBack();
  alice.edits(alice.dms("number three"), "number 3");
  await place.discord.wait("the first read fails", () => readsOf(id) >= 2);
  alice.dms("number 4");
  bob.dms("is anybody there");
  await expect
    .poll(async () => (await place.ticket(2))?.transcript.map(({ text }) => text))
    .toContain("is anybody there");
  expect(await numbers()).toEqual([]);
  expect(place.logs.join("\n")).toMatch(
    /what was missed in \d+ cannot be read.*It is tried again, what is new there waits/,
  );
  mended();
  await expect.poll(numbers).toEqual(upTo(4));
  alice.dms("number 5");
  await expect.poll(numbers).toEqual(upTo(5));
});

test("however much comes while a place cannot be read, all of it is taken in order", async () => {
  const { alice } = await lostSession();
  const { id } = alice.inbox();
  const mended = place.discord.fault({ method: "GET", path: new RegExp(`^/channels/${id}/messages$`), status: 503 });
  await isBack();
  await place.discord.wait("the first read fails", () => readsOf(id) >= 2);
  for (let i = 3; i <= 250; i++) alice.dms(`number ${i}`);
  mended();
  await expect.poll(numbers, { timeout: 30_000 }).toEqual(upTo(250));
});

test("a place that the bot may not read is told once, and what is new there is taken", async () => {
  const { alice } = await lostSession();
  const { id } = alice.inbox();
  place.discord.fault({ method: "GET", path: new RegExp(`^/channels/${id}/messages$`), status: 403, code: 50_001 });
  await isBack();
  alice.dms("number 3");
  await expect.poll(numbers).toEqual(["3"]);
  expect(place.logs.filter((it) => it.includes(`missed in ${id}`))).toEqual([
    expect.stringMatching(/View Channel.*Look at that place yourself/),
  ]);
});
