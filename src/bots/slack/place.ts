/** A thread of Slack as the desk names it: the channel's id and the time stamp of its first message. */
export const placeOf = (channel: string, ts: string): string => `${channel}:${ts}`;

/** @throws when it is none; only threads that this adapter named are ever given back to it. */
export function fromPlace(thread: string): { channel: string; ts: string } {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(thread) ?? [];
  if (channel === undefined || ts === undefined) throw new Error("not a thread of Slack");
  return { channel, ts };
}
