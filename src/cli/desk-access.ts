import { userInfo } from "node:os";
import { EXIT, type Refusal } from "../core/errors.ts";
import type { Store } from "../core/ports.ts";
import { createApp } from "../server/app.ts";
import { newToken } from "../server/auth.ts";
import { connect, local } from "../server/client.ts";
import type { DeskClient } from "../server/desk-client.ts";
import { createMetrics } from "../server/metrics.ts";
import { deskSigner } from "./audit-files.ts";
import { openExchange } from "./exchange.ts";
import { localDesk } from "./local-desk.ts";
import { personName } from "./names.ts";
import { type AccessOptions, httpUrl, remoteToken, serverOf } from "./remote.ts";
import { now, openRuntime, type Runtime } from "./runtime.ts";
import { VERSION } from "./version.ts";

export interface DeskAccess {
  client: DeskClient;
  /** Whether a desk is running that will deliver what is decided now. */
  running: boolean;
  close(): Promise<void>;
}

/**
 * Reaches the desk: over HTTP when --server or NIGHTDESK_SERVER names one, else by opening its store, beside a running desk or without.
 * `outgoing` is for what says something to customers, `articles` for what names articles.
 */
export async function reachDesk(
  options: AccessOptions,
  { outgoing = false, articles = false } = {},
): Promise<DeskAccess> {
  const url = serverOf(options);
  if (url !== undefined)
    return {
      client: connect({ url: httpUrl(url), token: await remoteToken(options) }),
      running: true,
      close: async () => undefined,
    };
  const name = personName(options.as ?? loginName());
  const runtime = await openRuntime({ ...options, articles, outgoing });
  const running = (await localDesk(runtime.data)) !== undefined;
  return { client: inProcess(runtime, name), running, close: () => runtime.store.close() };
}

/** The API with no socket: whoever may open the store's file may act on it, under the name given. */
export function inProcess({ store, desk, policy, data }: Runtime, name: string): DeskClient {
  const { secret: token, row } = newToken({ name, role: "lead", by: name, now: now() });
  const tokenByHash: Store["tokenByHash"] = async (hash) => (hash === row.hash ? row : store.tokenByHash(hash));
  const metrics = createMetrics({ version: VERSION, startedAt: now() });
  const log = ({ level, message }: { level: string; message: string }) => {
    if (level !== "info") process.stderr.write(`nightdesk: ${level}: ${message}\n`);
  };
  return local(
    createApp({
      desk,
      store: { ...store, tokenByHash },
      policy,
      now,
      metrics,
      log,
      version: VERSION,
      demo: false,
      exchange: openExchange(policy),
      door: "cli",
      signer: () => deskSigner(policy().config, data),
    }),
    token,
  );
}

export function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return "responder";
  }
}

/** Says a refusal as one does to people or programs, and makes the exit code 1. */
export function refused({ reason, detail, findings }: Refusal, json: boolean | undefined): void {
  process.exitCode = EXIT.failed.code;
  const more = findings === undefined ? {} : { findings };
  process.stderr.write(
    json ? `${JSON.stringify({ error: { code: reason, message: detail, ...more } })}\n` : `nightdesk: ${detail}\n`,
  );
}
