import { createHmac, type KeyObject } from "node:crypto";
import { type Refusal, refuse } from "../errors.ts";
import { screen } from "../guard/screen.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import type { Content, ContentRef, Store, TicketListItem } from "../ports.ts";
import type { Once } from "../run.ts";
import { cleanText, excerpt } from "../text.ts";
import type { Instant } from "../time.ts";
import { type TicketView, viewTicket } from "../view.ts";
import { countedSince, judgeReading } from "./budget.ts";
import type { AuditRecord } from "./entry.ts";
import type { OversightCommand } from "./oversight.ts";
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
  policy(): Policy;
  roster(): Promise<Roster>;
  /** Tells those who watch over the desk; once where it is named. */
  report(command: OversightCommand, once?: Once): Promise<unknown>;
}

export type DeskAudit = ReturnType<typeof openAudit>;

const EXPORTS = ["customer.exported", "evidence.exported"];

/** A reason's length in UTF-16 code units; what is longer is cut. */
const REASON = 500;

/** What the audit log is told besides what commits say of themselves. Each method resolves when it is durable. */
export function openAudit({ store, now, newId, key, policy, roster, report }: Ports) {
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

  /** The no of a budget that is used up; undefined when there is some left, with a word to those who have to know that it runs out. */
  async function overBudget(ticket: TicketListItem, reader: Reader, at: Instant): Promise<Refusal | undefined> {
    const { name } = reader;
    const since = countedSince(name, at, { policy: policy(), roster: await roster() });
    const seen = await store.auditSubjects({ actor: name, action: "ticket.read", since });
    const theirs = becauseOf(ticket, name) !== "none";
    const { outcome, read, budget } = judgeReading({ seen, ticket: ticket.id, theirs }, policy().config.audit.reading);
    const once = (about: string) => ({ channel: "oversight", externalId: `${about}:${name}:${since}` });
    if (outcome === "warn")
      await report({ type: "report", by: name, about: "reading.warned", read, budget }, once("warned"));
    if (outcome !== "refuse") return undefined;
    const more = { because: "reading_budget", read, budget };
    await store.record([entry(reader, { action: "access.refused", on: ticket.id, reason: null, more })]);
    await report({ type: "report", by: name, about: "reading.refused", read, budget }, once("refused"));
    const { lead } = policy().config.paging;
    return refuse(
      "reading_budget",
      `you have read ${read} different tickets in this shift, and no more are allowed; ask ${lead ?? "a lead"} to assign T-${ticket.number} to you or to raise audit.reading.budget`,
    );
  }

  /** Whatever is taken out of the desk counts together. */
  async function overExports(on: string, reader: Reader): Promise<Refusal | undefined> {
    const at = now();
    const { name } = reader;
    const since = countedSince(name, at, { policy: policy(), roster: await roster() });
    const taken = await Promise.all(EXPORTS.map((action) => store.auditSubjects({ actor: name, action, since })));
    const { exports } = policy().config.audit.reading;
    if (new Set([...taken.flat(), on]).size <= exports) return undefined;
    await store.record([
      entry(reader, { action: "access.refused", on, reason: null, more: { because: "export_cap" } }),
    ]);
    return refuse(
      "reading_budget",
      `you have exported ${exports} times in this shift, and no more is allowed; ask ${policy().config.paging.lead ?? "a lead"} to do it, or to raise audit.reading.exports`,
    );
  }

  async function watchFor(customer: string, { name }: Reader, number: number | null): Promise<void> {
    if (!policy().config.audit.reading.canaries.includes(customer)) return;
    await report({ type: "report", by: name, about: "canary.read", number });
  }

  return {
    /**
     * Everything about one ticket, for somebody of the staff. The only way to what was said: it is noted before it is shown, so that
     * nobody has read what the log does not know of.
     */
    async readTicket(number: number, reader: Reader, why?: string): Promise<{ ok: true; view: TicketView } | Refusal> {
      const ticket = await store.ticket({ number });
      if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
      const { reason, contents } = reasoned(why, ticket.customer);
      const over = await overBudget(ticket, reader, now());
      if (over !== undefined) return over;
      const more = { number, because: becauseOf(ticket, reader.name) };
      await store.record([entry(reader, { action: "ticket.read", on: ticket.id, reason, more })], contents);
      await watchFor(ticket.customer, reader, number);
      const view = await viewTicket(store, number);
      return view === undefined ? refuse("not_found", `there is no ticket T-${number}`) : { ok: true, view };
    },

    /** What is known of a customer is looked up or, as `customer.exported`, taken out; the no where somebody has taken out enough. */
    async readCustomer(customer: string, reader: Reader, action: string): Promise<Refusal | undefined> {
      const on = `customer:${pseudonym(customer, key)}`;
      const over = action.endsWith(".exported") ? await overExports(on, reader) : undefined;
      if (over !== undefined) return over;
      await store.record([entry(reader, { action, on, reason: null, more: {} })]);
      await watchFor(customer, reader, null);
      return undefined;
    },

    /** Something is taken out about a ticket; the no where somebody has taken out enough. */
    async noteExport(
      reader: Reader,
      { on, customer, more, why }: { on: string; customer: string; more: AuditRecord["more"]; why: string },
    ): Promise<Refusal | undefined> {
      const over = await overExports(on, reader);
      if (over !== undefined) return over;
      const { reason, contents } = reasoned(why, customer);
      await store.record([entry(reader, { action: "evidence.exported", on, reason, more })], contents);
      return undefined;
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
