import type { Instant } from "../time.ts";

/** Whoever wrote a message, as far as the platform says. */
export interface Author {
  /** With the channel's name before it: "discord:1234". */
  id?: string | undefined;
  name?: string | undefined;
  displayName?: string | undefined;
  /** The platform's hash of their picture. */
  avatar?: string | undefined;
  createdAt?: Instant | undefined;
  joinedAt?: Instant | undefined;
  isStaff?: boolean | undefined;
  isBot?: boolean | undefined;
  firstMessage?: boolean | undefined;
  /** The message follows one of somebody who asked for help. */
  answersHelpSeeker?: boolean | undefined;
  /** How many people the message names. */
  mentions?: number | undefined;
  /** It calls everyone. */
  massMention?: boolean | undefined;
}

/** What is known of a message besides its words. */
export interface Circumstances {
  author: Author;
  now: Instant;
  unknownLink: boolean;
  disguised: boolean;
}

interface Circumstance {
  id: string;
  says: string;
  /** Share of what is missing to certainty that this adds. */
  weight: number;
  holds(of: Circumstances): boolean;
}

const DAY = 86_400_000;
const age = (since: Instant | undefined, now: Instant): number =>
  since === undefined ? Number.POSITIVE_INFINITY : now - since;

/** What makes a lure worse. None of it counts where there is no lure. */
const CIRCUMSTANCES: Circumstance[] = [
  {
    id: "mass_mention",
    says: "it calls everyone",
    weight: 0.35,
    holds: ({ author: { massMention, mentions } }) => massMention === true || (mentions ?? 0) >= 5,
  },
  {
    id: "answers_help_seeker",
    says: "it answers somebody who asked for help",
    weight: 0.25,
    holds: ({ author }) => author.answersHelpSeeker === true,
  },
  {
    id: "new_account",
    says: "the account is younger than a week",
    weight: 0.2,
    holds: ({ author, now }) => age(author.createdAt, now) < 7 * DAY,
  },
  {
    id: "new_member",
    says: "its author joined less than a day ago",
    weight: 0.12,
    holds: ({ author, now }) => age(author.joinedAt, now) < DAY,
  },
  {
    id: "first_message",
    says: "it is its author's first message",
    weight: 0.12,
    holds: ({ author }) => author.firstMessage === true,
  },
  {
    id: "unknown_link",
    says: "it leads to a site that is not known",
    weight: 0.2,
    holds: ({ unknownLink }) => unknownLink,
  },
  {
    id: "disguised",
    says: "it is written so that machines do not read it",
    weight: 0.25,
    holds: ({ disguised }) => disguised,
  },
];

/** The circumstances that hold. */
export const circumstances = (of: Circumstances): Pick<Circumstance, "id" | "says" | "weight">[] =>
  CIRCUMSTANCES.filter(({ holds }) => holds(of));
