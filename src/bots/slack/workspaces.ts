import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { Channel } from "../../core/channel.ts";
import type { Health } from "./health.ts";
import { apart, within } from "./place.ts";

/** The workspace that an event came from: where the app is installed, not where its author comes from. */
export function teamOfEvent(body: Record<string, unknown>): string | undefined {
  const [authorization] = (body.authorizations as { team_id?: string }[] | undefined) ?? [];
  const { team, user } = body as { team?: { id?: string }; user?: { team_id?: string } };
  return authorization?.team_id ?? (body.team_id as string | undefined) ?? team?.id ?? user?.team_id;
}

/**
 * One way in for several workspaces: each has an app of its own, and hears only what is its own. What comes from a workspace that is not
 * served is taken and left alone, or Slack would send it again and again.
 */
export function sharedReceiver(receiver: Receiver, stranger: (team: string | undefined) => void) {
  const apps = new Map<string, App>();
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const team = teamOfEvent(event.body as Record<string, unknown>);
    const app = team === undefined ? undefined : apps.get(team);
    if (app !== undefined) return app.processEvent(event);
    stranger(team);
    await event.ack();
  };
  receiver.init({ processEvent } as unknown as App);
  /** What one workspace's app takes for its receiver; it is started and stopped with all of them. */
  return (team: string): Receiver => ({
    init: (app) => void apps.set(team, app),
    start: async () => undefined,
    stop: async () => undefined,
  });
}

/** The channels of several workspaces as one: what names no workspace belongs to the first, `home`. */
export function sharedChannel(channels: ReadonlyMap<string, Channel>, home: string): Channel {
  function at(place: string) {
    const { team = home, name } = apart(place);
    const channel = channels.get(team);
    if (channel === undefined) throw new Error(`the workspace ${team} is not one of slack: oauth: workspaces:`);
    return { team, name, channel };
  }

  return {
    name: "slack",
    async send(message) {
      const { channel, name } = at(message.thread);
      return channel.send({ ...message, thread: name });
    },
    async edit(message) {
      const { channel, name } = at(message.thread);
      return channel.edit?.({ ...message, thread: name });
    },
    async card(card) {
      const { channel, name, team } = at(card.thread ?? card.room);
      const shown = card.thread === null ? { ...card, room: name } : { ...card, thread: name };
      return within(team, (await channel.card?.(shown)) ?? "");
    },
    async page(page) {
      const { channel, name } = at(page.to);
      await channel.page?.({ ...page, to: name });
    },
    async repage(page) {
      const { channel, name } = at(page.to);
      await channel.repage?.({ ...page, to: name });
    },
    async tell(to, text) {
      const { channel, name } = at(to);
      await channel.tell?.(name, text);
    },
  };
}

/** One health of several workspaces: what is dead in one is told with its name, until a call goes through there again. */
export function sharedHealth(health: Health) {
  const dead = new Map<string, [detail: string, remedy: string]>();
  const stillDead = (): boolean => {
    const [next] = dead.values();
    if (next !== undefined) health.dead(...next);
    return next !== undefined;
  };
  return {
    /** That of the way in, which all of them share. */
    whole: { ...health, up: () => void (stillDead() || health.up()) } satisfies Health,
    of: (team: string): Health => ({
      ...health,
      dead(detail, remedy) {
        dead.set(team, [`${team}: ${detail}`, remedy]);
        health.dead(`${team}: ${detail}`, remedy);
      },
      well: () => void (dead.delete(team) && (stillDead() || health.well())),
    }),
  };
}
