/** A name of Slack's with its workspace before it, where the desk works in several: "T012/C345". */
export const within = (team: string | undefined, name: string): string =>
  team === undefined ? name : `${team}/${name}`;

/** The workspace that a name stands in, and the name there; undefined where none is named. */
export function apart(name: string): { team: string | undefined; name: string } {
  const [, team, rest] = /^([TE][A-Z0-9]+)\/([\s\S]+)$/.exec(name) ?? [];
  return team === undefined || rest === undefined ? { team: undefined, name } : { team, name: rest };
}

/** A thread of Slack as the desk names it: the channel's id and the time stamp of its first message, in its workspace. */
export const placeOf = (channel: string, ts: string, team?: string): string => within(team, `${channel}:${ts}`);

/** A thread, or a room as a whole: an id or #name, without a time stamp. */
export function whereIn(place: string): { channel: string; ts: string | undefined } {
  return place.includes(":") ? fromPlace(place) : { channel: place, ts: undefined };
}

/** @throws when it is none; only threads that this adapter named are ever given back to it. */
export function fromPlace(thread: string): { channel: string; ts: string } {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(thread) ?? [];
  if (channel === undefined || ts === undefined) throw new Error("not a thread of Slack");
  return { channel, ts };
}
