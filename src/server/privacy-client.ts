import type { Refusal } from "../core/errors.ts";
import type { Exported } from "../core/privacy/export.ts";
import type { HoldKind } from "../core/privacy/obstacle.ts";
import type { Ground, Swept } from "../core/privacy/privacy.ts";
import type { WireDataRequest, WireStanding } from "./api-privacy.ts";

type Asked = Promise<({ ok: true } & WireStanding) | Refusal>;

/** What can be asked about people's data. */
export interface PrivacyClient {
  /** Requests whose clock runs, the most urgent first, and erasures that wait. */
  requests(): Promise<WireDataRequest>;
  /** How many streams are older than the configuration lets them become. */
  tooOld(): Promise<Swept>;
  /** What would go and what would stay. */
  standing(customer: string): Promise<WireStanding>;
  export(customer: string): Promise<{ data: Exported; document: string }>;
  ask(customer: string, wish: { ground: Ground }): Asked;
  confirm(customer: string): Asked;
  withdraw(customer: string): Asked;
  hold(customer: string, wish: { kind: HoldKind; until: number | null; reason: string }): Asked;
  release(customer: string, wish: { kind: HoldKind }): Asked;
}
