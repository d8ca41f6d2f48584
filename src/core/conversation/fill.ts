import type { KeyObject } from "node:crypto";
import { withAddress } from "../identity/fill.ts";
import { withFindings } from "../outbound/findings.ts";
import type { Policy } from "../policy.ts";
import type { Store, StreamId } from "../ports.ts";
import { withWait } from "../ticket/tell-wait.ts";
import type { Instant } from "../time.ts";
import type { ConversationCommand } from "./conversation.ts";

interface Around {
  store: Store;
  policy: Policy;
  key: KeyObject;
  now: Instant;
  busy(): Promise<boolean>;
}

/** A command with what the conversation decides by and cannot look up: unknown facts in a reply, the wait in a notice, an address. */
export async function filledIn(
  command: ConversationCommand,
  stream: StreamId,
  { store, policy, key, now, busy }: Around,
): Promise<ConversationCommand> {
  if (command.type === "reply" || command.type === "correct") return withFindings(command, policy.known, stream, store);
  if (command.type !== "notify") return command;
  return withWait(await withAddress(command, stream, { store, key, policy }), { store, now, busy });
}
