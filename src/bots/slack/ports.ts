import type { Connection } from "../../core/channel.ts";
import type { Desk } from "../../core/desk.ts";
import type { Policy } from "../../core/policy.ts";
import type { Store } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import type { Health } from "./health.ts";
import type { Web } from "./web.ts";

/** What the staff's door is given. */
export interface SlackPorts {
  desk: Desk;
  store: Store;
  policy(): Policy;
  now(): Instant;
  /** Never what anybody wrote. */
  log(entry: { level: "info" | "warn" | "error"; message: string }): void;
  web: Web;
  health: Health;
  /** Which one this is of several workspaces; the first has what names none. Undefined where there is only one. */
  workspace?: { team: string; first: boolean } | undefined;
  /** Drops what is kept of the workspace: the app was taken away, or its token revoked. */
  uninstalled?: (() => Promise<void>) | undefined;
  /** How all chat platforms are. */
  connections?: (() => Connection[]) | undefined;
}

/** Somebody in Slack who wants something done. */
export interface Staff {
  /** Slack's id. */
  user: string;
  /** Who they are under people:, else the name that Slack shows. */
  name: string;
}
