import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";

/** Published examples and obvious fakes: what a customer says, the secret in it, and what the desk has to say at once. */
const SAID = {
  seed: ["my seed is ", "legal winner thank year wave sausage worth useful legal winner thank yellow", /stolen/],
  wif: ["private key ", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", /stolen/],
  xprv: [
    "my wallet ",
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
    /stolen/,
  ],
  api: ["my api secret is ", "fAkE9x2LqP7vT4nW8zR3bK6mC1dY5hJ0", /Delete that key/],
  password: ["my password is ", "FakeHunter2!x", /Change it now/],
  code: ["my 2fa code is ", "918273", /security code/],
  card: ["my card is ", "4111 1111 1111 1111", /card details/],
  iban: ["my iban is ", "DE89370400440532013000", /bank account number/],
  passport: ["my passport number is ", "X98765431", /identity number/],
  email: ["write to ", "fake.customer@mailbox.example", null],
  phone: ["my phone is ", "+1 415 555 2671", null],
} as const;
const QUOTED = Object.entries(SAID)
  .filter(([kind]) => kind !== "email" && kind !== "phone")
  .map(([, [lead, secret]]) => lead + secret)
  .join(". ");

/** Every secret, and every four words in a row of the phrase. */
const words = SAID.seed[1].split(" ");
const RAW = [
  ...Object.values(SAID).map(([, secret]) => secret),
  ...words.slice(3).map((_, i) => words.slice(i, i + 4).join(" ")),
  "4111111111111111",
];
const leaks = (where: string, bytes: Buffer | string): string[] =>
  RAW.filter((secret) => bytes.includes(secret)).map((secret) => `${where}: ${secret}`);

test("a secret that a customer or a responder writes is left nowhere", { timeout: 60_000 }, async () => {
  const folder = workFolder("minimal");
  const here = { cwd: folder };
  const found: string[] = [];
  const local = () => JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const ran = async (args: string[]) => {
    const { code, out, err } = await nightdesk(args, here);
    found.push(...leaks(args.slice(0, 2).join(" "), out + err));
    return code;
  };

  const desk = await startDesk(folder, ["--json"]);
  const customer = connect({ url: desk.url, token: local().console });
  const lead = connect({ url: desk.url, token: local().lead });
  const authorization = { authorization: `Bearer ${local().lead}` };
  let streamed = "";
  const stop = new AbortController();
  const stream = await fetch(`${desk.url}/v1/events`, { headers: authorization, signal: stop.signal });
  const listening = (async () => {
    for await (const piece of stream.body ?? []) streamed += Buffer.from(piece).toString();
  })().catch(() => undefined);

  for (const [thread, [before, secret, told]] of Object.entries(SAID)) {
    const receipt = await customer.consoleSend({ thread, id: "1", text: before + secret });
    found.push(...leaks(`receipt ${thread}`, JSON.stringify(receipt)));
    const heard = JSON.stringify(await customer.consoleRead(thread, 0, { wait: 5 }));
    found.push(...leaks(`thread ${thread}`, heard));
    if (told !== null)
      await expect.poll(async () => JSON.stringify(await customer.consoleRead(thread, 0))).toMatch(told);
  }
  const { items } = await lead.tickets();
  expect(items.filter(({ priority }) => priority === "P1").length).toBeGreaterThanOrEqual(3);
  const number = items[0]?.number ?? 0;

  const answers = [
    await lead.reply(number, QUOTED),
    await lead.note(number, QUOTED),
    await lead.resolve(number, QUOTED),
    await lead.reopen(number, QUOTED),
    await lead.ticket(number),
    await lead.tickets(),
    await lead.outbox(),
    await lead.ask(QUOTED),
  ];
  answers.forEach((answer, i) => {
    found.push(...leaks(`answer ${i}`, JSON.stringify(answer)));
  });
  for (const body of [`{"text": "${QUOTED}`, JSON.stringify({ text: 1, [QUOTED]: QUOTED })]) {
    const init = { method: "POST", headers: { ...authorization, "content-type": "application/json" }, body };
    const refused = await fetch(`${desk.url}/v1/tickets/${number}/note`, init);
    expect(refused.ok).toBe(false);
    found.push(...leaks("malformed request", await refused.text()));
  }
  await ran(["tickets", "reply", `${number}`, QUOTED]);
  await ran(["tickets", "note", `${number}`, QUOTED]);
  await ran(["tickets", "resolve", `${number}`, "--reason", QUOTED]);
  await ran(["tickets", "reopen", `${number}`, "--reason", QUOTED]);
  expect(await ran(["tickets", "show", SAID.seed[1]])).not.toBe(0);
  expect(await ran([SAID.seed[1]])).not.toBe(0);
  await ran(["guard", "check", QUOTED]);
  await ran(["kb", "suggest", "--min", "1"]);
  await ran(["kb", "gaps", "--min", "1"]);
  found.push(...leaks("metrics", await (await fetch(`${desk.url}/metrics`)).text()));

  await expect.poll(() => streamed).toContain("event: ticket");
  await desk.stop("SIGKILL");
  stop.abort();
  await listening;
  found.push(...leaks("events", streamed), ...leaks("logs", desk.output()), ...inFiles(folder));

  const again = await startDesk(folder, ["--json"]);
  const after = connect({ url: again.url, token: local().lead });
  found.push(...leaks("after the restart", JSON.stringify(await after.ticket(number))));
  await again.stop();
  found.push(...leaks("logs after the restart", again.output()), ...inFiles(folder));
  expect([...new Set(found)]).toEqual([]);
});

function inFiles(folder: string): string[] {
  const data = join(folder, ".nightdesk");
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  expect(files.map(({ name }) => name)).toContain("desk.db");
  return files.flatMap(({ parentPath, name }) => leaks(name, readFileSync(join(parentPath, name))));
}
