import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { Refusal } from "../../core/errors.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** What the listeners share. */
export interface Door {
  app: App;
  ports: SlackPorts;
  /** Undefined for whoever may not act. */
  staffOf(user: string): Promise<Staff | undefined>;
  /** Slack's id of the bot itself. */
  self(): Promise<string | undefined>;
  /** Says something that one person alone sees. */
  tell(
    channel: string,
    user: string,
    text: string,
    more?: { thread?: string; blocks?: KnownBlock[] },
  ): Promise<unknown>;
  /** Notes that somebody who is no responder wanted something of the desk; what to tell them. */
  turnedAway(user: string): Promise<string>;
  /** Marks a message for everybody; that it cannot be marked changes nothing. */
  mark(channel: string, ts: string, name: string): Promise<unknown>;
}

export const STRANGER =
  "You are not on this desk's list of responders. Ask a lead to add you under slack: in nightdesk.yaml.";

export const refusalText = ({ detail }: Refusal): string => `Not done: ${detail.replace(/[&<>]/g, "")}.`;
