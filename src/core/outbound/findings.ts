import type { ReplyCommand } from "../conversation/commands.ts";
import type { ConversationEvent } from "../conversation/conversation.ts";
import { screen } from "../guard/screen.ts";
import type { Store, StoredEvent, StreamId } from "../ports.ts";
import { cleanText } from "../text.ts";
import { checkOutgoing, type FactFinding, quotableFrom } from "./check.ts";
import type { Known } from "./known.ts";

/** Of a conversation, enough of what the customer wrote last. */
const MESSAGES = 200;

/** A reply with what it states that no fact says, and its reason without secrets. */
export async function withFindings<Command extends Pick<ReplyCommand, "text" | "override">>(
  command: Command,
  known: Known,
  conversation: StreamId,
  store: Pick<Store, "read" | "contents">,
): Promise<Command & { findings: readonly FactFinding[] }> {
  const findings = await findingsIn(command.text, known, conversation, store);
  if (command.override === undefined) return { ...command, findings };
  return { ...command, findings, override: { reason: screen(cleanText(command.override.reason)).clean } };
}

/** Values that the customer wrote in this conversation may be repeated; it is read only when something was found. */
async function findingsIn(
  text: string,
  known: Known,
  conversation: StreamId,
  store: Pick<Store, "read" | "contents">,
): Promise<readonly FactFinding[]> {
  if (checkOutgoing(text, known).ok) return [];
  const ids = (await store.read(conversation)).flatMap(customerContent).slice(-MESSAGES);
  const texts = [...(await store.contents(ids)).values()].filter((it) => it !== null);
  const checked = checkOutgoing(text, known, quotableFrom(texts));
  return checked.ok ? [] : checked.findings;
}

function customerContent({ data, content }: StoredEvent): string[] {
  const event = data as ConversationEvent;
  const isTheirs = event.type === "message.received" && event.from.side === "customer";
  return isTheirs && content !== null ? [content.id] : [];
}
