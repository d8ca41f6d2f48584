import { Routes } from "discord.js";
import { Undeliverable } from "../../core/channel.ts";
import type { Api } from "./api.ts";
import type { Payload } from "./render/message.ts";

/** What the desk calls a message of Discord's: its channel and its id. */
export const postName = (channel: string, id: string): string => `${channel}/${id}`;

function routeOf(post: string): `/${string}` {
  const [channel = "", id = ""] = post.split("/");
  return Routes.channelMessage(channel, id);
}

/** Takes messages away; what is gone is gone. */
export async function takeAway(api: Api, posted: string[]): Promise<void> {
  for (const post of posted) {
    try {
      await api.call("delete", routeOf(post));
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
    }
  }
}

/**
 * Changes messages in place, to fewer of them where the text is shorter; those that carry it now. Undefined where that cannot be done, since
 * they are gone or too few: then none of them is left.
 */
export async function changeInPlace(api: Api, posted: string[], payloads: Payload[]): Promise<string[] | undefined> {
  if (posted.length < payloads.length) {
    await takeAway(api, posted);
    return undefined;
  }
  const kept = posted.slice(0, payloads.length);
  try {
    for (const [i, { nonce: _, enforce_nonce: __, ...body }] of payloads.entries())
      await api.call("patch", routeOf(kept[i] ?? ""), { body });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    await takeAway(api, posted);
    return undefined;
  }
  await takeAway(api, posted.slice(payloads.length));
  return kept;
}
