import type { KeyObject } from "node:crypto";
import { linkedTo } from "../identity/fill.ts";
import type { Policy } from "../policy.ts";
import type { Store } from "../ports.ts";
import type { Executed, openRunner } from "../run.ts";
import { replay, risks } from "../streams.ts";
import type { Instant } from "../time.ts";
import { type Observed, type Risk, type RiskCommand, riskStream } from "./risk.ts";
import { type Score, scoreOf } from "./score.ts";

interface Ports {
  run: ReturnType<typeof openRunner>;
  store: Pick<Store, "read">;
  key: KeyObject;
}

type How = Pick<Parameters<Ports["run"]>[3], "once" | "ifVersion" | "door">;

/** A command about an account, in the account's own stream. */
export async function onRisk(command: RiskCommand, how: How, { run, store, key }: Ports): Promise<Executed> {
  const stream = riskStream(command.account, key);
  const known =
    command.type === "observe" ? { ...command, linked: await isLinked(command.account, { store, key }) } : command;
  return run(risks, stream, known, { subject: () => "", rows: () => ({}), ...how });
}

/** A customer who has since signed in to another account is not asked about this one: their “freeze” would freeze the other. */
async function isLinked(account: string, ports: Pick<Ports, "store" | "key">): Promise<boolean> {
  const { reached } = await read(account, ports);
  return reached !== null && (await linkedTo(ports.store, reached.customer))?.account === account;
}

async function read(account: string, { store, key }: Pick<Ports, "store" | "key">): Promise<Risk> {
  const stream = riskStream(account, key);
  return replay(risks, stream, await store.read(stream)).state;
}

/** How an account stands now, and what was told of it; undefined where the policy has no rules for that. */
export type RiskView = Score & { account: string; linked: boolean; seen: readonly Observed[]; raised: Risk["raised"] };

/** The score of an account with its trace. */
export async function viewRisk(
  account: string,
  { now, policy, ...ports }: Pick<Ports, "store" | "key"> & { now: Instant; policy: Policy },
): Promise<RiskView | undefined> {
  const { risk } = policy.config;
  if (risk === undefined) return undefined;
  const { seen, raised } = await read(account, ports);
  return { account, linked: await isLinked(account, ports), seen, raised, ...scoreOf(seen, risk, now) };
}
