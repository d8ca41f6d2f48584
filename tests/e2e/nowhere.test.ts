import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";

/** Published test vectors and made-up values: nobody's. */
const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const SECRETS = {
  phrase: { says: `my seed phrase is ${PHRASE}`, raw: PHRASE },
  wif: {
    says: "key 5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
    raw: "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
  },
  api: { says: `my api_secret: ${"q7Zk2".repeat(6)}Xw9`, raw: `${"q7Zk2".repeat(6)}Xw9` },
  password: { says: 'my password is "correct7horse!"', raw: "correct7horse!" },
  code: { says: "my 2fa code is 839201", raw: "839201" },
  card: { says: "card number 4111 1111 1111 1111", raw: "4111 1111 1111 1111" },
  iban: { says: "my iban is DE89370400440532013000", raw: "DE89370400440532013000" },
  mail: { says: "write to fake.person@mail.example please", raw: "fake.person@mail.example" },
  phone: { says: "call me on +44 7911 123456", raw: "7911 123456" },
};
/** Responders may give contact data in what they write. */
const NEVER = Object.entries(SECRETS).filter(([kind]) => !["mail", "phone"].includes(kind));

function everyFile(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? everyFile(path) : [path];
  });
}

test("what the guard takes out is nowhere: store, log, stream, metrics, output, and after a kill", async () => {
  const folder = workFolder("minimal");
  const here = { cwd: folder };
  const heard: string[] = [];
  const desk = await startDesk(folder, ["--json"]);
  const { console: token, lead } = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const customers = connect({ url: desk.url, token });
  const stream = await fetch(`${desk.url}/v1/events`, { headers: { authorization: `Bearer ${lead}` } });
  const reading = stream.text().catch(() => "");

  for (const [kind, { says }] of Object.entries(SECRETS)) {
    await customers.consoleSend({ thread: kind, id: `${kind}-1`, text: says });
    await customers.consoleSend({ thread: kind, id: `${kind}-2`, text: "human" });
  }
  const advice = (await customers.consoleRead("phrase", 0, { wait: 10 })).map(({ text }) => text).join("\n");
  expect(advice).toMatch(/move|wallet/i);
  const { items } = JSON.parse((await nightdesk(["tickets", "list", "--json"], here)).out);
  expect(items.find((it: { customer: string }) => it.customer === "console:phrase")?.priority).toMatch(/P[01]/);

  const ran = async (...args: string[]) => {
    const { out, err } = await nightdesk(args, here);
    heard.push(out, err);
  };
  const all = NEVER.map(([, { says }]) => says).join(". ");
  await ran("tickets", "reply", "T-1", `you wrote: ${all}`, "--override", `they said ${all}`);
  await ran("tickets", "note", "T-1", all);
  await ran("guard", "check", all);
  await ran("ask", all);
  await ran("tickets", "resolve", "T-1", "--reason", all);
  await ran("tickets", "reopen", "T-1", "--reason", all);
  await ran("tickets", "show", "T-1");
  await ran("explain", "T-1", "--json");
  await ran("kb", "suggest");
  await ran("kb", "gaps", "--min", "1");
  const bad = await fetch(`${desk.url}/v1/tickets/1/reply`, {
    method: "POST",
    headers: { authorization: `Bearer ${lead}`, "content-type": "application/json", "idempotency-key": "k" },
    body: JSON.stringify({ txt: PHRASE }),
  });
  heard.push(await bad.text(), await (await fetch(`${desk.url}/metrics`)).text());

  await desk.stop("SIGKILL");
  heard.push(await reading, desk.output());
  const again = await startDesk(folder, ["--json"]);
  await again.stop();
  heard.push(again.output());

  const kept = everyFile(join(folder, ".nightdesk")).map((path) => readFileSync(path, "latin1"));
  for (const [kind, { raw }] of Object.entries(SECRETS)) {
    expect({ kind, inFiles: kept.some((it) => it.includes(raw)) }).toEqual({ kind, inFiles: false });
    expect({ kind, inOutput: heard.filter((it) => it.includes(raw)).map((it) => it.slice(0, 300)) }).toEqual({
      kind,
      inOutput: [],
    });
  }
  const part = PHRASE.split(" ").slice(2, 7).join(" ");
  expect([...kept, ...heard].some((it) => it.includes(part))).toBe(false);
});
