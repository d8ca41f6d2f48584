/** Why an effect that only the bot may carry out was dropped. */
export const HELD_BY_PERSON = "a person holds the conversation";

/** An error as the outbox keeps it: enough to act on, however long a platform's answer was. */
export const shortError = (error: string): string => error.slice(0, 1_000);
