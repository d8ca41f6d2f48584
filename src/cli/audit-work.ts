import { canonical, sha256 } from "../core/audit/entry.ts";
import type { Signer } from "../core/audit/keys.ts";
import type { Policy } from "../core/policy.ts";
import { openCheckpoints } from "../worker/checkpoints.ts";
import { startLoop } from "../worker/loop.ts";
import { auditFiles } from "./audit-files.ts";
import { loginName } from "./desk-access.ts";
import { now, type Runtime } from "./runtime.ts";

/** What signs the audit log while a desk runs, where its clock does, and notes its configuration. */
export interface AuditWork {
  /** Another policy is in force. */
  adopted(policy: Policy): void;
  /** What evidence is signed with. */
  signer(): Promise<Signer>;
  /** Signs what has grown, and ends. */
  stop(): Promise<void>;
}

/** Begins with the configuration as it is now: a change made while the desk was down is noted as well. */
export async function startAudit(
  runtime: Runtime,
  { root, signs }: { root: string; signs: boolean },
  failed: (error: unknown) => void,
): Promise<AuditWork> {
  const { store, data, policy } = runtime;
  const files = await auditFiles(policy().config, data, root);
  const checkpoints = openCheckpoints({
    store,
    signer: files.signer,
    every: () => policy().config.audit.every,
    now,
    last: async () => (await files.checkpoints()).at(-1),
    write: files.write,
  });
  await noteConfiguration(runtime, policy());
  const loop = signs ? startLoop(checkpoints.once, { pause: 1_000, failed }) : undefined;
  return {
    adopted: (next) => void noteConfiguration(runtime, next).catch(failed),
    signer: async () => files.signer,
    async stop() {
      await loop?.stop();
      if (signs) await checkpoints.now().catch(failed);
    },
  };
}

/** Which sections of the configuration are others than the log knows, by their digests: never what stands in them. */
async function noteConfiguration({ desk, store }: Runtime, { config, knowledge }: Policy): Promise<void> {
  const sections = Object.entries({ ...config, articles: knowledge.version }).map(
    ([name, value]) => `${name} ${sha256(canonical(JSON.parse(JSON.stringify(value ?? null)))).slice(0, 16)}`,
  );
  const [last] = await store.auditRows({ action: "config.changed", newest: true, limit: 1 });
  const before = new Set(last === undefined ? [] : sectionsIn(last.body));
  const changed = sections.filter((it) => !before.has(it)).map((it) => it.split(" ")[0] ?? "");
  if (changed.length === 0) return;
  const who = { name: loginName(), role: null, door: "files" };
  await desk.audit.note(who, "config.changed", { on: "nightdesk.yaml", more: { changed, sections } });
}

const sectionsIn = (body: string): string[] =>
  (JSON.parse(body) as { more: { sections?: string[] } }).more.sections ?? [];
