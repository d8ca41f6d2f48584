import type { DeskConfig } from "../config/schema.ts";
import type { GuardConfig } from "./config.ts";

/** What the guard goes by: its part of the configuration, made ready. */
export interface GuardPolicy {
  config: GuardConfig;
}

/** Makes the configuration's part ready. */
export const guardPolicy = ({ guard }: DeskConfig): GuardPolicy => ({ config: guard });
