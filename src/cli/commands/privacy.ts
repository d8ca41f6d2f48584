import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import stringWidth from "string-width";
import { Fault, type Refusal } from "../../core/errors.ts";
import type { HoldKind } from "../../core/privacy/obstacle.ts";
import type { Ground } from "../../core/privacy/privacy.ts";
import type { WireStanding } from "../../server/api-privacy.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { exportsFolder, removeOldExports, writeExport } from "../exports-folder.ts";
import { findConfig, loadFiles } from "../files.ts";
import { print, table } from "../out.ts";
import { type AccessOptions, serverOf } from "../remote.ts";
import { now } from "../runtime.ts";

interface EraseOptions extends AccessOptions {
  dryRun?: boolean;
  confirm?: boolean;
  withdraw?: boolean;
  ground: Ground;
}

const DAY = 86_400_000;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `nightdesk privacy erase`: without --confirm it only asks. */
export const erase = ([customer = ""]: string[], options: EraseOptions) =>
  on(customer, options, async ({ privacy }, running) => {
    if (options.dryRun) return show(await privacy.standing(customer), options, () => "Nothing was changed.");
    if (options.withdraw) return told(await privacy.withdraw(customer), options, () => "Withdrawn.");
    if (options.confirm)
      return told(await privacy.confirm(customer), options, () =>
        running ? "Confirmed: it is carried out now." : "Confirmed: it is carried out when the desk runs.",
      );
    return told(
      await privacy.ask(customer, { ground: options.ground }),
      options,
      () => "Asked. Somebody else confirms it: nightdesk privacy erase … --confirm",
    );
  });

interface HoldOptions extends AccessOptions {
  kind: HoldKind;
  reason: string;
  until?: number;
}

/** `nightdesk privacy hold`. */
export const hold = ([customer = ""]: string[], { kind, reason, until, ...options }: HoldOptions) =>
  on(customer, options, async ({ privacy }) =>
    told(await privacy.hold(customer, { kind, reason, until: until ?? null }), options, () => "Everything is kept."),
  );

/** `nightdesk privacy release`. */
export const release = ([customer = ""]: string[], { kind, ...options }: HoldOptions) =>
  on(customer, options, async ({ privacy }) =>
    told(await privacy.release(customer, { kind }), options, () => "The hold has ended."),
  );

/** `nightdesk privacy export`: two files that only their owner can read; printed where there is no folder for them. */
export const exportFor = ([customer = ""]: string[], options: AccessOptions & { out?: string }) =>
  on(customer, options, async ({ privacy }) => {
    const kept = await folderFor(options);
    if (kept !== undefined) await removeOldExports(kept, now());
    const folder = options.out ?? kept;
    const exported = await privacy.export(customer);
    if (folder === undefined) return print(options.json, exported.data, () => exported.document);
    const files = await writeExport(folder, exported, { name: randomUUID().slice(0, 8), now: now() });
    const next =
      folder === kept
        ? "Hand them over on a safe way. A running desk removes them after the day in their names."
        : "Hand them over on a safe way, and remove them after that.";
    print(options.json, { files, next }, () => [...files, next].join("\n"));
  });

/** The exports folder of this desk; undefined for one that is reached over HTTP. */
async function folderFor(options: AccessOptions): Promise<string | undefined> {
  if (serverOf(options) !== undefined) return undefined;
  const file = findConfig(options.config);
  const loaded = file === undefined ? undefined : await loadFiles(file, { articles: false });
  if (file === undefined || loaded?.config === undefined) return undefined;
  return exportsFolder(join(dirname(file), loaded.config.desk.data));
}

/** `nightdesk privacy requests`. */
export async function requests(_: string[], options: AccessOptions): Promise<void> {
  await reached(options, async ({ privacy }) => {
    const found = await privacy.requests();
    const rows = found.requests.map(({ ticket, customer, dueAt, owner }) => [
      `T-${ticket}`,
      customer,
      `due ${day(dueAt)}`,
      dueAt < now() ? "overdue" : `${Math.floor((dueAt - now()) / DAY)} days left`,
      owner ?? "nobody has it",
    ]);
    const waiting = found.erasures.map(({ customer, state, by, at }) => [
      "erasure",
      customer,
      `${state} ${day(at)}`,
      state === "asked" ? "waits for a second person" : "waits for what the law keeps, or is under way",
      by,
    ]);
    print(options.json, found, () =>
      rows.length + waiting.length === 0 ? "No requests about data." : table([...rows, ...waiting], stringWidth),
    );
  });
}

/** `nightdesk privacy retention --dry-run`. */
export async function retention(_: string[], options: AccessOptions): Promise<void> {
  await reached(options, async ({ privacy }) => {
    const counts = await privacy.tooOld();
    print(options.json, counts, () =>
      [
        table(
          (["conversations", "tickets", "moderation"] as const).map((name) => [name, `${counts[name]} too old`]),
          stringWidth,
        ),
        "They go at the desk's next daily look (privacy.retention in nightdesk.yaml). Nothing was changed.",
      ].join("\n"),
    );
  });
}

function told(answer: ({ ok: true } & WireStanding) | Refusal, options: AccessOptions, say: () => string): void {
  if (answer.ok) show(answer, options, say);
  else refused(answer, options.json);
}

function show(standing: WireStanding, { json }: AccessOptions, say: () => string): void {
  const { customer, goes, stays, obstacles, erasure } = standing;
  print(json, { customer, goes, stays, obstacles, erasure }, () =>
    [
      `${customer}: ${takes(standing)}`,
      ...obstacles.map(({ says }) => `  ${says}`),
      ...(erasure?.state === "asked" ? [`  asked for by ${erasure.by} on ${day(erasure.at)}`] : []),
      say(),
    ].join("\n"),
  );
}

function takes({ goes, stays, obstacles }: WireStanding): string {
  if (obstacles.some(({ why }) => why !== "kept_by_law"))
    return `an erasure would be refused now; ${stays} texts stay.`;
  if (stays === 0) return `an erasure takes ${goes} texts, who it is, and the key. Nothing stays.`;
  return `an erasure takes ${goes} texts now. ${stays} texts, who it is and the key go when the last of them may.`;
}

async function on(
  customer: string,
  options: AccessOptions,
  run: (client: DeskClient, running: boolean) => Promise<void>,
): Promise<void> {
  if (!/^[a-z]{1,20}:[\w.:-]{1,120}$/.test(customer))
    throw new Fault("usage", `“${customer}” is no customer`, { next: "It looks as in tickets: discord:1234." });
  await reached(options, run);
}

async function reached(
  options: AccessOptions,
  run: (client: DeskClient, running: boolean) => Promise<void>,
): Promise<void> {
  const { client, running, close } = await reachDesk(options);
  try {
    await run(client, running);
  } finally {
    await close();
  }
}
