import { Fault } from "../../core/errors.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import { act, nameOn, type Options } from "./tickets.ts";

/** `nightdesk tickets edit`: changes one's newest reply, or the one that is named. */
export async function edit([reference = "", text = ""]: string[], options: Options): Promise<void> {
  const { override } = options;
  const change = async (client: DeskClient, number: number) => {
    const message = options.message ?? (await newestReply(client, number, options.as ?? (await nameOn(client))));
    return client.correct(number, message, text, { override });
  };
  await act(reference, options, change, "changed");
}

async function newestReply(client: DeskClient, number: number, name: string): Promise<string> {
  const view = await client.ticket(number);
  const own = view?.transcript.findLast(({ author }) => author.side === "responder" && author.name === name);
  if (own !== undefined) return own.id;
  throw new Fault("usage", `${name} has said nothing in T-${number}`, {
    next: "`nightdesk tickets show` lists what was said; --json has the ids for --message.",
  });
}
