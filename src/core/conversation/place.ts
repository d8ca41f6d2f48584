/** A conversation's place in a channel. */
export interface Place {
  channel: string;
  thread: string;
  /** Others than the customer and the team can read along there. */
  public?: true;
}

/** Whom one reaches there. */
export type LinkedPlace = Place & { side: "customer" | "staff" };

/** The places with one more. Staff see a conversation in one thread of a channel: that of its newest ticket. */
export const linkPlace = (places: readonly LinkedPlace[], place: LinkedPlace): LinkedPlace[] => [
  ...places.filter(({ side, channel }) => place.side === "customer" || side !== "staff" || channel !== place.channel),
  place,
];
