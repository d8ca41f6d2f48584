import type { Signer } from "../core/audit/keys.ts";
import type { Connection } from "../core/channel.ts";
import type { ComplianceVault } from "../core/compliance/note.ts";
import type { Desk } from "../core/desk.ts";
import type { Exchange } from "../core/exchange/exchange.ts";
import type { Policy } from "../core/policy.ts";
import type { Store } from "../core/ports.ts";
import type { Instant, Millis } from "../core/time.ts";
import type { WebhookKey } from "../core/webhook/keys.ts";
import type { Principal } from "./auth.ts";
import type { Metrics } from "./metrics.ts";

/** What the server is given; it makes nothing of its own. */
export interface ServerPorts {
  desk: Desk;
  store: Store;
  policy(): Policy;
  now(): Instant;
  metrics: Metrics;
  log(entry: LogEntry): void;
  /** How the connected chat platforms are. */
  connections?: (() => Connection[]) | undefined;
  /** How the model that advises does; absent without one. */
  adviser?: (() => AdviserHealth) | undefined;
  /** When the configuration was last written; calendars say so. */
  configuredAt?: (() => Promise<Instant>) | undefined;
  /** What evidence is signed with; absent where nothing is signed. */
  signer?: (() => Promise<Signer>) | undefined;
  /** Where notes to compliance are; absent where a command works on the store itself. */
  compliance?: ComplianceVault | undefined;
  /** What the audit log calls this way in; “api” when left out. */
  door?: string | undefined;
  /** The operator's back office, where one is connected. */
  exchange?: Pick<Exchange, "facts"> | undefined;
  /** The keys that events of the exchange are signed with; absent where none are taken. */
  exchangeKeys?: (() => Promise<readonly WebhookKey[]>) | undefined;
  version: string;
  /** Whether this desk was started to try things out; the status says so. */
  demo: boolean;
  /** Names that a Host header may carry, without port; undefined admits every one. Keeps a web page from reaching a local desk by DNS rebinding. */
  hosts?: readonly string[] | undefined;
  /** Ends event streams and long polls when the server closes. */
  stopping?: AbortSignal | undefined;
  /** Between two heartbeats of an event stream; 5 s. */
  heartbeat?: Millis | undefined;
}

/** What a model was asked since the start, and the tokens of today (UTC). */
export interface AdviserHealth {
  model: string;
  state: "ok" | "resting";
  asked: number;
  failed: number;
  tokens: number;
}

/** Never holds a token or what a customer wrote. */
export interface LogEntry {
  level: "info" | "warn" | "error";
  message: string;
  [field: string]: string | number | undefined;
}

export interface Env {
  Variables: { principal: Principal; traceId: string };
}
