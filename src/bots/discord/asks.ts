import { MessageFlags } from "discord.js";
import { Undeliverable } from "../../core/channel.ts";
import { lru } from "../../core/lru.ts";
import type { Millis } from "../../core/time.ts";
import type { Api } from "./api.ts";
import type { Payload } from "./render/message.ts";
import { askerOf } from "./translate.ts";

/** Discord takes what follows an interaction for 15 minutes (docs.discord.com, "Interaction responses"); a minute is kept back. */
const LIVES: Millis = 14 * 60_000;
const REMEMBERED = 2_000;

interface Open {
  application_id: string;
  token: string;
  at: number;
}

/**
 * What was asked with a command is answered where only the asker sees it, in the channel where they asked. Discord allows that for as long
 * as the interaction lives; its token is a secret and is kept in memory alone. Afterwards answers go to the asker's direct messages.
 */
export function openAsks(api: Api, now: () => number) {
  const open = lru<string, Open>(REMEMBERED);

  async function byMessage(place: string, payload: Payload): Promise<void> {
    const { id } = await api.directChannel(askerOf(place) ?? "");
    await api.call("post", `/channels/${id}/messages`, { body: payload });
  }

  return {
    /** An interaction of the asker's, the newest of which is answered. */
    heard: (place: string, { application_id, token }: { application_id: string; token: string }): void =>
      open.set(place, { application_id, token, at: now() }),

    async send(place: string, payload: Payload): Promise<void> {
      const live = open.get(place);
      if (live === undefined || now() - live.at > LIVES) return byMessage(place, payload);
      const { nonce: _, enforce_nonce: __, ...body } = payload;
      try {
        await api.followUp(live, { ...body, flags: (payload.flags ?? 0) | MessageFlags.Ephemeral });
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        open.delete(place);
        await byMessage(place, payload);
      }
    },
  };
}

export type Asks = ReturnType<typeof openAsks>;
