import { dirname } from "node:path";
import stringWidth from "string-width";
import { type AuditEntry, type AuditRow, entryOf } from "../../core/audit/entry.ts";
import { fingerprint, verifierText } from "../../core/audit/keys.ts";
import { excerpt } from "../../core/text.ts";
import { type AuditFiles, auditFiles } from "../audit-files.ts";
import { loginName } from "../desk-access.ts";
import { moment } from "../moments.ts";
import { print, table } from "../out.ts";
import { now, openRuntime, type Runtime } from "../runtime.ts";
import { stamp } from "../ticket-text.ts";

interface Options {
  config?: string;
  json?: boolean;
  who?: string;
  what?: string;
  on?: string;
  since?: string;
  zone?: string;
  limit: number;
}

/** Opens the store and what is kept of the log outside of it. */
export async function withAudit<T>(
  options: { config?: string },
  run: (runtime: Runtime, files: AuditFiles) => Promise<T>,
): Promise<T> {
  const runtime = await openRuntime({ ...options, articles: false });
  try {
    return await run(runtime, await auditFiles(runtime.policy().config, runtime.data, dirname(runtime.configFile)));
  } finally {
    await runtime.store.close();
  }
}

/** `nightdesk audit list`: who did or read what, newest first. Reading the log is an entry of it. */
export const list = (_: string[], options: Options) =>
  withAudit(options, async ({ store, desk }) => {
    const { who: actor, what: action, since } = options;
    const query = {
      actor,
      action,
      newest: true,
      limit: options.limit,
      subject: await subjectOf(options.on, store, desk),
    };
    const from = since === undefined ? undefined : moment(since, options, now());
    const rows = await store.auditRows({ ...query, since: from });
    const reasons = await reasonsOf(rows, store);
    await desk.audit.note({ name: loginName(), role: null, door: "cli" }, "audit.listed", {
      more: { entries: rows.length },
    });
    const entries = rows.map((row) => ({ ...entryOf(row), hash: row.hash, why: reasons.get(row.seq) ?? null }));
    print(options.json, { entries }, () =>
      entries.length === 0 ? "no entries" : table([HEAD, ...entries.map(shown)], stringWidth),
    );
  });

const HEAD = ["ENTRY", "WHEN", "WHO", "BY", "WHAT", "ON", "WHY"];
const shown = (entry: AuditEntry & { why: string | null }): string[] => [
  String(entry.seq),
  stamp(entry.at),
  entry.role === null ? entry.actor : `${entry.actor} (${entry.role})`,
  entry.door,
  entry.action,
  ticketNumber(entry) ?? entry.on ?? "-",
  excerpt(entry.why ?? sayMore(entry), 60),
];
const ticketNumber = ({ more }: AuditEntry): string | undefined =>
  typeof more.number === "number" ? `T-${more.number}` : undefined;
const sayMore = ({ more }: AuditEntry): string => {
  const { changed, because, to } = more;
  if (Array.isArray(changed)) return changed.join(", ");
  return typeof because === "string" && because !== "none" ? because : typeof to === "string" ? `to ${to}` : "-";
};

/** T-142, a customer as tickets name them, or what entries say themselves. */
async function subjectOf(on: string | undefined, store: Runtime["store"], desk: Runtime["desk"]) {
  const number = Number(/^T-(\d{1,9})$/i.exec(on ?? "")?.[1] ?? Number.NaN);
  if (Number.isInteger(number)) return (await store.ticket({ number }))?.id ?? `ticket:no T-${number}`;
  if (on === undefined || !/^[a-z]{1,20}:[\w.-]{1,80}$/.test(on)) return on;
  return /^(ticket|conversation|moderation|incident|outage|roster):/.test(on)
    ? on
    : `customer:${desk.audit.stranger(on)}`;
}

async function reasonsOf(rows: readonly AuditRow[], store: Runtime["store"]): Promise<Map<number, string | null>> {
  const refs = rows.flatMap((row) => {
    const { reason, action } = entryOf(row);
    // What was said or noted is a ticket's; only what was given as a reason is shown here.
    return reason === null || action === "reply.sent" || action === "note.added"
      ? []
      : [{ seq: row.seq, id: reason.id }];
  });
  const texts = await store.contents(refs.map(({ id }) => id));
  return new Map(refs.map(({ seq, id }) => [seq, texts.get(id) ?? "(erased)"]));
}

/** `nightdesk audit key`: what others check signatures with. */
export const key = (_: string[], options: Options) =>
  withAudit(options, async (_runtime, { verifier, folder }) => {
    const shownKey = { key: verifierText(verifier), fingerprint: fingerprint(verifier.key), checkpoints: folder };
    print(options.json, shownKey, () =>
      [`${shownKey.key}`, `fingerprint  ${shownKey.fingerprint}`, `checkpoints  ${folder}`].join("\n"),
    );
  });
