import { createHmac, type KeyObject } from "node:crypto";
import { type Refusal, refuse } from "../errors.ts";
import { screen } from "../guard/screen.ts";
import type { Content, ContentRef, Store, TicketListItem } from "../ports.ts";
import { cleanText, excerpt } from "../text.ts";
import type { Instant } from "../time.ts";
import { type TicketView, viewTicket } from "../view.ts";
import type { AuditRecord } from "./entry.ts";
import { pseudonym } from "./pseudonym.ts";

/** Somebody of the staff who wants to see something. */
export interface Reader {
  name: string;
  /** Of their token, where there is one. */
  role: string | null;
  /** Where they ask: api, slack, discord, cli. */
  door: string;
}

interface Ports {
  store: Store;
  now(): Instant;
  newId(): string;
  key: KeyObject;
}

export type DeskAudit = ReturnType<typeof openAudit>;

/** A reason's length in UTF-16 code units; what is longer is cut. */
const REASON = 500;

/** What the audit log is told besides what commits say of themselves. Each method resolves when it is durable. */
export function openAudit({ store, now, newId, key }: Ports) {
  /** A reason is kept apart, under the customer whom it may name, so that an erasure reaches it. */
  function reasoned(text: string | undefined, subject: string): { reason: ContentRef | null; contents: Content[] } {
    const clean = excerpt(screen(cleanText(text ?? "")).clean.trim(), REASON);
    if (clean === "") return { reason: null, contents: [] };
    const id = `audit:${newId()}`;
    const digest = createHmac("sha256", key).update(clean).digest("base64url");
    return { reason: { id, digest, length: clean.length }, contents: [{ id, subject, text: clean }] };
  }

  const entry = ({ name, role, door }: Reader, more: Omit<AuditRecord, "at" | "actor" | "role" | "door">) => ({
    at: now(),
    actor: name,
    role,
    door,
    ...more,
  });

  return {
    /**
     * Everything about one ticket, for somebody of the staff. The only way to what was said: it is noted before it is shown, so that
     * nobody has read what the log does not know of.
     */
    async readTicket(number: number, reader: Reader, why?: string): Promise<{ ok: true; view: TicketView } | Refusal> {
      const ticket = await store.ticket({ number });
      if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
      const { reason, contents } = reasoned(why, ticket.customer);
      const more = { number, because: becauseOf(ticket, reader.name) };
      await store.record([entry(reader, { action: "ticket.read", on: ticket.id, reason, more })], contents);
      const view = await viewTicket(store, number);
      return view === undefined ? refuse("not_found", `there is no ticket T-${number}`) : { ok: true, view };
    },

    /** Something else that an auditor may ask about. */
    async note(
      reader: Reader,
      action: string,
      {
        on = null,
        more = {},
        why,
        about = "",
      }: { on?: string | null; more?: AuditRecord["more"]; why?: string | undefined; about?: string } = {},
    ): Promise<void> {
      const { reason, contents } = reasoned(why, about);
      await store.record([entry(reader, { action, on, reason, more })], contents);
    },

    /** How a person who is no staff is named in the log. */
    stranger: (id: string): string => pseudonym(id, key),
  };
}

/** What makes a reading a matter of course, where no reason is given. */
const becauseOf = ({ owner, paged }: TicketListItem, name: string): string =>
  owner === name ? "owner" : paged.includes(name) ? "paged" : "none";
