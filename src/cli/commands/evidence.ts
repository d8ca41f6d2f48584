import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import stringWidth from "string-width";
import { fingerprint, readVerifier } from "../../core/audit/keys.ts";
import { EXIT, Fault, type Refusal } from "../../core/errors.ts";
import { verifyEvidence } from "../../core/evidence/bundle.ts";
import { excerpt } from "../../core/text.ts";
import type { WireAuthorityRequests } from "../../server/api-evidence.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { type MomentOptions, moment } from "../moments.ts";
import { print, table } from "../out.ts";
import type { AccessOptions } from "../remote.ts";
import { stamp } from "../ticket-text.ts";

interface Options extends AccessOptions, Pick<MomentOptions, "zone"> {
  to: string;
  why: string;
  request?: string;
  out?: string;
  key?: string;
  extract?: string;
  due: string;
  ticket?: number;
}

/** `nightdesk evidence export`: one signed file; its `document.md` is for people. */
export const exported = ([reference = ""]: string[], options: Options) =>
  on(options, async (client) => {
    const number = Number(/^(?:T-)?(\d{1,9})$/i.exec(reference)?.[1] ?? Number.NaN);
    if (Number.isNaN(number))
      throw new Fault("usage", `“${reference}” is not a ticket`, { next: "A ticket looks like T-142." });
    const { to, why, request = null, out = `evidence-T-${number}.json` } = options;
    const made = await client.evidence({ ticket: number, to, why, request });
    if (!made.ok) return refused(made, options.json);
    const { ok: _, ...evidence } = made;
    await writeFile(out, `${JSON.stringify(evidence, null, 1)}\n`, { mode: 0o600, flag: "wx" }).catch(
      (cause: unknown) => {
        throw new Fault("usage", `${out} cannot be written, or is there already`, {
          next: "Name another with --out.",
          cause,
        });
      },
    );
    const signer = readVerifier(evidence.key);
    const shown = { file: out, export: evidence.manifest.custody.export, items: evidence.manifest.items.length };
    print(options.json, shown, () =>
      [
        `${out}: ${shown.items} items, signed by ${signer?.name}, fingerprint ${signer && fingerprint(signer.key)}`,
        `Whoever gets it checks it with: nightdesk evidence verify ${out}`,
      ].join("\n"),
    );
  });

/** `nightdesk evidence verify`: offline, with nothing of the desk. */
export async function verify([file = ""]: string[], { key, extract, json }: Options): Promise<void> {
  const known = key === undefined ? undefined : readVerifier(key);
  if (key !== undefined && known === undefined)
    throw new Fault("usage", "--key is no public key", {
      next: "`nightdesk audit key` prints one, on the desk that signed.",
    });
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Fault("usage", `${file} cannot be read`, { next: "Check the path and its permissions.", cause });
  });
  const verdict = verifyEvidence(text, known);
  if (!verdict.ok) throw new Fault("usage", `${file}: ${verdict.says}`);
  const { custody, verifier, findings, items } = verdict;
  if (findings.length > 0) process.exitCode = EXIT.failed.code;
  const signer = { name: verifier.name, fingerprint: fingerprint(verifier.key) };
  print(json, { custody, signer, findings }, () =>
    findings.length > 0
      ? findings.map((it) => `✗ ${it}`).join("\n")
      : [
          `✓ T-${custody.ticket} of ${custody.desk}, taken out by ${custody.by} at ${new Date(custody.at).toISOString()}`,
          `  for ${custody.to}: ${custody.why}`,
          `  ${Object.keys(items).length} items, as signed by ${signer.name}, fingerprint ${signer.fingerprint}`,
          ...(known === undefined
            ? ["  The key is the one inside: compare its fingerprint with the desk by another way."]
            : []),
        ].join("\n"),
  );
  if (extract === undefined || findings.length > 0) return;
  await mkdir(extract, { recursive: true, mode: 0o700 });
  // Names are checked against the manifest, but a folder is only ever written to by plain names.
  for (const [name, item] of Object.entries(items))
    if (/^[a-z][a-z.-]{0,60}$/.test(name)) await writeFile(join(extract, name), item, { mode: 0o600 });
}

/** `nightdesk evidence requests list`. */
export const list = (_: string[], options: Options) =>
  on(options, async (client) => show(await client.authorityRequests(), options.json));

/** `nightdesk evidence requests add`. */
export const add = ([text = ""]: string[], options: Options) =>
  on(options, async (client) => {
    const { ticket = null } = options;
    const dueAt = moment(options.due, options, Date.now());
    tell(await client.addAuthorityRequest({ text, ticket, dueAt }), options.json);
  });

/** `nightdesk evidence requests answer`. */
export const answer = ([id = "", text = ""]: string[], options: Options) =>
  on(options, async (client) => tell(await client.answerAuthorityRequest(id, text), options.json));

function tell(done: ({ ok: true } & WireAuthorityRequests) | Refusal, json: boolean | undefined): void {
  if (done.ok) show(done, json);
  else refused(done, json);
}

function show({ requests }: WireAuthorityRequests, json: boolean | undefined): void {
  const state = (it: (typeof requests)[number]): string =>
    it.answered !== null ? `answered by ${it.answered.by}` : it.breached ? "! late" : it.warned ? "! due soon" : "open";
  print(json, { requests }, () =>
    requests.length === 0
      ? "no requests"
      : table(
          [
            ["REQUEST", "DUE", "STATE", "TICKET", "BY", "WHAT"],
            ...requests.map((it) => [
              it.id,
              stamp(it.dueAt),
              state(it),
              it.ticket === null ? "-" : `T-${it.ticket}`,
              it.by,
              excerpt(it.text ?? "(erased)", 60),
            ]),
          ],
          stringWidth,
        ),
  );
}

async function on(options: Options, run: (client: DeskClient) => Promise<void>): Promise<void> {
  const { client, close } = await reachDesk(options);
  try {
    await run(client);
  } finally {
    await close();
  }
}
