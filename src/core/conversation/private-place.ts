import { privatePlaces } from "./audience.ts";
import type { Conversation, Held } from "./conversation.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/** Keeps what must not be read by others until there is a place for it. */
export const withHeld = <State extends Started>(state: State, held: Held): State =>
  privatePlaces(state).length > 0 ? state : { ...state, waiting: [...state.waiting, held] };
