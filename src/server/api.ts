import { z } from "zod";
import { ESCALATION_STATUSES } from "../core/escalation/escalation.ts";
import { CLAIM_KINDS } from "../core/outbound/claim.ts";
import { PRIORITIES } from "../core/ports.ts";
import { linkedEntitySchema, utteranceSchema } from "./api-said.ts";
import { suggestionSchema, traceSchema } from "./api-suggestion.ts";

/** What goes over the wire. Times are milliseconds since 1970 UTC. The routes are in routes/, the client in client.ts. */

export const ROLES = ["viewer", "responder", "lead", "auditor", "console", "compliance"] as const;
export type Role = (typeof ROLES)[number];

const ticketSchema = z
  .object({
    id: z.string(),
    /** For people: T-142 is 142. */
    number: z.int(),
    version: z.int(),
    state: z.enum(["open", "pending", "resolved", "closed"]),
    priority: z.enum(PRIORITIES),
    team: z.string(),
    tags: z.array(z.string()),
    owner: z.string().nullable(),
    acknowledged: z.boolean(),
    category: z.string().nullable(),
    language: z.string(),
    channel: z.string(),
    customer: z.string(),
    subject: z.string().nullable(),
    openedAt: z.int(),
    updatedAt: z.int(),
    dueAt: z.int().nullable(),
    dueKind: z.string().nullable(),
    breached: z.boolean(),
    /** Put aside until then; null when it is not. */
    snoozedUntil: z.int().nullable(),
    /** Where its escalation stands: `nobody` means that nobody was on call; null when there is none. */
    escalation: z.enum(ESCALATION_STATUSES).nullable(),
    /** Whom the current step has paged, and when. */
    paged: z.array(z.string()),
    pagedAt: z.int().nullable(),
  })
  .meta({ id: "Ticket" });
export type WireTicket = z.output<typeof ticketSchema>;

export const ticketViewSchema = z
  .object({
    ticket: ticketSchema,
    transcript: z.array(utteranceSchema),
    notes: z.array(z.object({ id: z.string(), at: z.int(), by: z.string(), text: z.string().nullable() })),
    /** Wallet addresses and transactions that were named, and where staff can look them up. */
    entities: z.array(linkedEntitySchema),
    /** What triage suggests; null while there is nothing. */
    suggestion: suggestionSchema.nullable(),
    history: z.array(z.object({ id: z.string(), at: z.int(), what: z.string(), trace: traceSchema.nullable() })),
    clocks: z.array(z.object({ target: z.string(), warnAt: z.int(), dueAt: z.int() })),
  })
  .meta({ id: "TicketView" });
export type WireTicketView = z.output<typeof ticketViewSchema>;

/** Something in a reply that no fact of the operator says. */
const findingSchema = z
  .object({
    kind: z.enum(CLAIM_KINDS),
    text: z.string(),
    /** Place in the text, in UTF-16 code units. */
    start: z.int(),
    end: z.int(),
    because: z.string(),
    /** The fact that was probably meant. */
    nearest: z.object({ fact: z.string(), says: z.string() }).nullable(),
  })
  .meta({ id: "FactFinding" });

/** RFC 9457, with `reason` to branch on and `next` for people. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    reason: z.string(),
    next: z.string().optional(),
    /** With facts_not_known. */
    findings: z.array(findingSchema).optional(),
    trace_id: z.string(),
  })
  .meta({ id: "Problem" });
export type WireProblem = z.output<typeof problemSchema>;

export const meSchema = z.object({ name: z.string(), role: z.enum(ROLES) }).meta({ id: "Me" });
export type WireMe = z.output<typeof meSchema>;

const count = z.int().min(0);

/** A chat platform; `next` is what a person has to do about it. */
export const connectionSchema = z.object({
  name: z.string(),
  state: z.enum(["connecting", "ready", "degraded", "dead"]),
  detail: z.string().optional(),
  next: z.string().optional(),
  /** Since when it is being connected, in milliseconds. */
  since: z.int().optional(),
});

export const statusSchema = z
  .object({
    /** What the desk calls itself. */
    desk: z.string(),
    languages: z.array(z.string()),
    version: z.string(),
    /** Names the store; event ids begin with it. */
    epoch: z.string(),
    /** `<epoch>-<position>`: hand it to events() to hear of everything after this answer. */
    eventId: z.string(),
    tickets: z.object({ open: count, pending: count, resolved: count, closed: count }),
    outbox: z.object({ pending: count, leased: count, done: count, dead: count, dropped: count }),
    /** Age of the oldest effect that is due and not delivered, in milliseconds. */
    outboxLag: z.number().min(0),
    deadlines: count,
    demo: z.boolean(),
    connections: z.array(connectionSchema),
  })
  .meta({ id: "Status" });
export type WireStatus = z.output<typeof statusSchema>;

export const ticketPageSchema = z
  .object({ items: z.array(ticketSchema), cursor: z.string().nullable(), eventId: z.string() })
  .meta({ id: "TicketPage" });
export type WireTicketPage = z.output<typeof ticketPageSchema>;

export const actedSchema = z.object({ ticket: ticketSchema }).meta({ id: "Acted" });

export const askedSchema = z
  .object({
    outcome: z.enum(["answer", "clarify", "hand_off", "attach"]),
    article: z.string().nullable(),
    choices: z.array(z.object({ article: z.string(), title: z.string() })),
    /** Why a person would be told; null when nobody would. */
    handOff: z.string().nullable(),
    confidence: z.number(),
    language: z.string(),
    intent: z.object({ article: z.string(), category: z.string() }).nullable(),
    signals: z.array(z.string()),
    trace: traceSchema,
    /** What the customer would read; null when only a person would answer. */
    text: z.string().nullable(),
  })
  .meta({ id: "Asked" });
export type WireAsked = z.output<typeof askedSchema>;

export const hitsSchema = z
  .object({
    hits: z.array(z.object({ article: z.string(), language: z.string(), title: z.string(), score: z.number() })),
  })
  .meta({ id: "Hits" });
export type WireHits = z.output<typeof hitsSchema>;

export const articleSchema = z
  .object({
    id: z.string(),
    language: z.string(),
    /** False when the article has no text in the language that was asked for. */
    exact: z.boolean(),
    title: z.string(),
    category: z.string(),
    audience: z.enum(["public", "staff"]),
    route: z.string(),
    owner: z.string(),
    reviewed: z.string(),
    questions: z.array(z.string()),
    related: z.array(z.string()),
    /** Markdown, with the facts filled in. */
    body: z.string(),
  })
  .meta({ id: "Article" });
export type WireArticle = z.output<typeof articleSchema>;

export const EFFECT_STATUSES = ["pending", "leased", "done", "dead", "dropped"] as const;

const effectSchema = z
  .object({
    id: z.string(),
    status: z.enum(EFFECT_STATUSES),
    /** "send answer to discord", "resolve" … never what is said. */
    what: z.string(),
    key: z.string(),
    dueAt: z.int(),
    attempts: z.int(),
    error: z.string().nullable(),
    updatedAt: z.int(),
  })
  .meta({ id: "Effect" });
export type WireEffect = z.output<typeof effectSchema>;

export const outboxSchema = z.object({ items: z.array(effectSchema) }).meta({ id: "Outbox" });

export const receiptSchema = z.object({ conversation: z.string(), duplicate: z.boolean() }).meta({ id: "Receipt" });
export type WireReceipt = z.output<typeof receiptSchema>;

const macroSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    /** With the facts filled in; for a ticket, the variables too. */
    text: z.string(),
  })
  .meta({ id: "Macro" });
export type WireMacro = z.output<typeof macroSchema>;

export const macrosSchema = z.object({ macros: z.array(macroSchema) }).meta({ id: "Macros" });

const form = z.union([
  z.object({
    form: z.literal("answer"),
    article: z.string(),
    title: z.string(),
    language: z.string(),
    /** Answers to the question at its end, where a guide asks one. */
    options: z.array(z.string()),
  }),
  z.object({
    form: z.literal("clarify"),
    choices: z.array(z.object({ article: z.string(), title: z.string() })),
    language: z.string(),
  }),
  z.object({ form: z.literal("notice"), notice: z.string(), language: z.string() }),
  z.object({ form: z.literal("message"), author: z.string() }),
]);

const consoleMessageSchema = z
  .object({ seq: z.int(), id: z.string(), at: z.int(), form, text: z.string().nullable() })
  .meta({ id: "ConsoleMessage" });
export type WireConsoleMessage = z.output<typeof consoleMessageSchema>;

export const consoleMessagesSchema = z
  .object({ messages: z.array(consoleMessageSchema) })
  .meta({ id: "ConsoleMessages" });
