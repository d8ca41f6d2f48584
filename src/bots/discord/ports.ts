import type { Connection } from "../../core/channel.ts";
import type { Desk } from "../../core/desk.ts";
import type { Policy } from "../../core/policy.ts";
import type { Store } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import type { Api } from "./api.ts";
import type { Directory } from "./directory.ts";
import type { Health } from "./health.ts";

/** What the bot is given. */
export interface BotPorts {
  desk: Desk;
  store: Store;
  policy(): Policy;
  now(): Instant;
  /** How each connected chat platform is, this one too. */
  connections(): Connection[];
  /** Tells responders elsewhere that this platform is dead until a person does something about it. */
  alarm(text: string): void;
  log(entry: { level: "info" | "warn" | "error"; message: string }): void;
}

/** What its parts share. */
export interface Bot extends BotPorts {
  api: Api;
  directory: Directory;
  health: Health;
  /** The bot's own user id; empty until Discord has said it. */
  self(): string;
}
