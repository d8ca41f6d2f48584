import type { PageAct, Told } from "./effect.ts";
import type { Way } from "./escalation/way.ts";

/** A page on its way to a person. `id` is the same however often it is tried: the receiver's key to drop a second copy. */
export type Page = Omit<PageAct, "kind"> & { id: string; attempt: number };

/** Something to tell a person. `id` is the same however often it is tried, so that a second copy can be dropped. */
export interface Notice {
  id: string;
  /** What kind of notice it is, for machines. */
  type: string;
  data: Record<string, unknown>;
  /** One line, for a telephone as for a subject. */
  summary: string;
  /** What a mail says below that. */
  text: string;
}

/** A chat platform on which responders are paged. `place`: null for their direct messages. Rejects when it was not taken. */
export interface PageRoom {
  page(place: string | null, person: string, page: Notice & { number: number }): Promise<void>;
  tell(place: string | null, person: string, notice: Notice): Promise<void>;
}

/** The ways to a person outside the desk. Every page is on the desk's event stream, and so in the terminal, without one. */
export interface Pager {
  /** In the order in which they are tried. */
  ways(person: string): readonly Way[];
  /** Rejects when the page was not taken. */
  page(way: Way, page: Page): Promise<void>;
  /** Rejects when it was not taken; `effect` is the same however often it is tried. */
  tell(way: Way, effect: string, told: Told): Promise<void>;
}
