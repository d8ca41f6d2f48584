import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import { evolve, type Reached, type Risk, type RiskCommand, type RiskEvent, type RiskLevel } from "./risk.ts";
import { scoreOf } from "./score.ts";

type Context = { now: Instant; policy: Policy };

/** Decides what the exchange tells of an account. Pure. */
export function decide(command: RiskCommand, state: Risk, context: Context): Decision<RiskEvent> {
  const { account } = command;
  if (command.type === "connect") {
    const { customer, conversation } = command;
    const reached = { customer, conversation };
    return decided(
      { event: { type: "risk.connected", account, ...reached } },
      ...alarm(account, { ...state, reached }, reached, context),
    );
  }
  const { observed, linked } = command;
  // A clock of the exchange that is ahead of the desk's tells of nothing that is yet to come.
  const time = Math.min(observed.time, context.now);
  const event: RiskEvent = { type: "risk.observed", account, ...observed, time };
  const after = evolve(state, { event, at: context.now });
  return decided({ event }, ...alarm(account, after, linked === true ? state.reached : null, context));
}

/** What the score asks for and was not done within the window. What reached nobody is done once somebody can be reached. */
function alarm(account: string, state: Risk, reached: Reached | null, { now, policy }: Context): Emitted<RiskEvent>[] {
  const { risk } = policy.config;
  if (risk === undefined) return [];
  const { points, level, trace } = scoreOf(state.seen, risk, now);
  if (level === "none") return [];
  const lately = state.raised.filter((it) => now - it.at < risk.window && (it.reached || reached === null));
  const grave = (it: RiskLevel) => (it === "incident" ? 2 : 1);
  if (lately.some((it) => grave(it.level) >= grave(level))) return [];
  const warned = reached !== null && !lately.some((it) => it.warned);
  return [{ event: { type: "risk.raised", account, level, points, trace, reached, warned } }];
}
