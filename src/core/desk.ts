import { createHash, createSecretKey } from "node:crypto";
import { assists } from "./assist/assist.ts";
import { openAudit } from "./audit/desk-audit.ts";
import { oversightStream, oversights } from "./audit/oversight.ts";
import type { Conversation, ConversationCommand } from "./conversation/conversation.ts";
import { filledIn } from "./conversation/fill.ts";
import { understandFrom } from "./customer/around.ts";
import { commandOf, type DeskCommand } from "./desk-command.ts";
import { Fault } from "./errors.ts";
import { authorities } from "./evidence/requests.ts";
import { adviceFor } from "./guard/advice.ts";
import { judge } from "./guard/judge.ts";
import { screen } from "./guard/screen.ts";
import type { Judgement } from "./guard/verdict.ts";
import { withoutSecrets } from "./guard/without-secrets.ts";
import type { Amendment, Inbound, PublicPost, Receipt } from "./inbound.ts";
import { onCustomer, onIncident } from "./incident/carry-out.ts";
import { keyedLock } from "./keyed-lock.ts";
import { lru } from "./lru.ts";
import { type Moderation, moderationStream } from "./moderation/moderation.ts";
import { moderationRows } from "./moderation/row.ts";
import { currentRoster } from "./oncall/current.ts";
import { named, ROSTER, type RosterCommand } from "./oncall/roster.ts";
import { currentOutages } from "./outage/current.ts";
import { cleanWords, namedOutage, OUTAGES, type OutageCommand, openOnes } from "./outage/outage.ts";
import { watchSurge } from "./outage/surge.ts";
import type { Policy } from "./policy.ts";
import type { Store, StreamId } from "./ports.ts";
import { changePrivacy } from "./privacy/change.ts";
import { onRisk, viewRisk } from "./risk/carry-out.ts";
import { type Executed, type Once, openRunner, placeKey } from "./run.ts";
import { conversationRows, conversations, moderations, outages, roster, ticketRows, tickets } from "./streams.ts";
import { cleanText } from "./text.ts";
import { heldByAnother } from "./ticket/held-by-another.ts";
import type { Ticket } from "./ticket/ticket.ts";
import type { Instant } from "./time.ts";
import { verifications } from "./verification/verification.ts";

export interface DeskPorts {
  store: Store;
  now(): Instant;
  /** A new unique id, sortable by time. */
  newId(): string;
  /** Keys the digests of what was said; at least 32 bytes, kept for the life of the store. */
  key: Uint8Array;
  /** The policy in force; asked anew for each decision, so that a reload takes effect at once. */
  policy(): Policy;
}

export interface ExecuteOptions {
  once?: Once | undefined;
  /** Refuse when the stream is not at this version. */
  ifVersion?: number | undefined;
  /** Where a person of the staff asks for it: api, slack, discord, cli. */
  door?: string | undefined;
}

export type Desk = ReturnType<typeof openDesk>;

const REMEMBERED = 10_000;

/** The desk: load, decide, react, commit. Each method resolves only when what it did is durable. */
export function openDesk({ store, now, newId, key: bytes, policy }: DeskPorts) {
  const key = createSecretKey(bytes);
  const places = lru<string, StreamId>(REMEMBERED);
  const inTurn = keyedLock();
  const changes = currentRoster(store, now);
  const going = currentOutages(store, now);
  const surge = watchSurge(() => policy().config.surge, now());

  const run = openRunner({ store, now, key, policy, places, roster: () => changes.read() });
  const cases = { run, store, key, newId };

  const converse = (stream: StreamId, command: ConversationCommand, how: ExecuteOptions = {}) =>
    run(conversations, stream, command, {
      subject: (state: Conversation) =>
        command.type === "receive" ? command.customer : state.state === "none" ? "" : state.customer,
      rows: conversationRows,
      ...how,
    });

  async function changeRoster(command: RosterCommand, how: ExecuteOptions): Promise<Executed> {
    changes.forget();
    // Notes of a hand-over are the words of whoever wrote them.
    const subject = () => ("by" in command ? command.by : "");
    const done = await run(roster, ROSTER, named(command, newId), { subject, rows: () => ({}), ...how });
    changes.forget();
    return done;
  }

  async function changeOutages(command: OutageCommand, how: ExecuteOptions): Promise<Executed> {
    going.forget();
    const subject = () => ("by" in command ? command.by : "");
    const done = await run(outages, OUTAGES, namedOutage(command, newId), {
      subject,
      rows: () => ({}),
      ...how,
    });
    going.forget();
    return done;
  }

  async function conversationFor(channel: string, thread: string): Promise<StreamId> {
    const place = placeKey(channel, thread);
    const known = places.get(place) ?? (await store.conversationAt(channel, thread));
    const stream = known ?? (`conversation:${createHash("sha256").update(place).digest("hex").slice(0, 24)}` as const);
    places.set(place, stream);
    return stream;
  }

  /** Whether far more customers than usual write at this moment, or an outage is open. */
  const surging = async (): Promise<boolean> => surge.going(now()) || openOnes((await going.read()).outages).length > 0;

  return {
    /** Takes a customer's message. Resolves when it and all it led to are durable; the same message twice is one message. */
    async receive(inbound: Inbound): Promise<Receipt> {
      const { channel, thread, externalId, customer, text, openedBy } = inbound;
      const place = { channel, thread, ...(inbound.public === true ? { public: true as const } : {}) };
      const newTicket: StreamId = `ticket:${newId()}`;
      // The place is looked up in turn too: what was written first is decided first.
      return inTurn(placeKey(channel, thread), async () => {
        const at = now();
        const around = { surge: surge.arrived(at), current: await going.read() };
        const question = await understandFrom(customer, text, { store, policy: policy(), now: at, going: around });
        const said = { place, customer, externalId, openedBy };
        const command: ConversationCommand = { type: "receive", ...said, question, newTicket };
        const stream = await conversationFor(channel, thread);
        const result = await inTurn(stream, () => converse(stream, command, { once: { channel, externalId } }));
        if (!result.ok) throw new Fault("internal", `a message was refused: ${result.reason}`);
        const notice = surge.about(question.gathered?.intent ?? null, at, around.current.outages);
        if (notice !== undefined) await inTurn(OUTAGES, () => changeOutages(notice, {}));
        return { conversation: stream, duplicate: result.duplicate === true, at: now() };
      });
    },

    /**
     * Judges a message in public, and where something is to be done about it makes that durable, once however often it is told of the
     * message. What has to be done on the platform follows as an effect. An edited message is judged anew under the same id.
     */
    async judge({ channel, thread, message, author, text }: PublicPost): Promise<Judgement> {
      const at = now();
      const judgement = judge({ text: cleanText(text), author, now: at }, policy().guard);
      if (judgement.action === "none") return judgement;
      const post = { place: { channel, thread }, message, author: author.id };
      const stream = moderationStream(channel, message);
      const command = { type: "judge", post, judgement, text: screen(cleanText(text)).clean } as const;
      await this.execute({ to: "moderation", stream, command });
      return judgement;
    },

    /**
     * Follows an author's change of a message; false when the desk does not know the message. A customer who adds a secret is told what
     * to do and the team hears of it, as if they had said it anew.
     */
    async amend({ channel, thread, externalId, text, revision, author, public: open }: Amendment): Promise<boolean> {
      const { clean, signals, redacted } = screen(cleanText(text ?? ""));
      const once = { channel, externalId: `${externalId}/${revision}` };
      const known = await inTurn(placeKey(channel, thread), async () => {
        const stream = await conversationFor(channel, thread);
        const command = { type: "amend", externalId, text: text === null ? null : clean, redacted } as const;
        return (await inTurn(stream, () => converse(stream, command, { once }))).ok ? stream : undefined;
      });
      if (known === undefined || text === null || adviceFor(signals, "en") === null) return known !== undefined;
      if ((await store.conversation(known))?.customer !== author || author === undefined) return true;
      const place = { channel, thread, ...(open === true ? { public: true } : {}) };
      await this.receive({ ...place, externalId: `${once.externalId}/said`, customer: author, text });
      return true;
    },

    /** Carries out a command. */
    execute({ to, stream, command }: DeskCommand, how: ExecuteOptions = {}): Promise<Executed> {
      if (to === "risk") return inTurn(`risk:${command.account}`, () => onRisk(command, how, cases));
      return inTurn(stream, async () => {
        if (to === "outage") return changeOutages(cleanWords(command), how);
        if (to === "roster") return changeRoster(withoutSecrets(command), how);
        if (to === "conversation") {
          const named = command.type === "raise" ? { ...command, newTicket: `ticket:${newId()}` as const } : command;
          const around = { store, policy: policy(), key, now: now(), busy: surging };
          const checked = await filledIn(withoutSecrets(named), stream, around);
          return converse(stream, checked, how);
        }
        if (to === "incident") return onIncident(stream, command, how, cases);
        if (to === "moderation") {
          const subject = (state: Moderation) =>
            "post" in command ? command.post.author : state.state === "none" ? "" : state.post.author;
          return run(moderations, stream, withoutSecrets(command), { subject, rows: moderationRows, ...how });
        }
        if (to === "privacy")
          return changePrivacy(run, withoutSecrets(command), { store, policy: policy(), now: now(), how });
        const record = { rows: () => ({}), ...how };
        if (to === "customer") return onCustomer(stream, command, how, cases);
        if (to === "assist") return run(assists, stream, command, { subject: () => command.by, ...record });
        if (to === "authority")
          return run(authorities, stream, withoutSecrets(command), { subject: () => "", ...record });
        if (to === "verification") return run(verifications, stream, command, { subject: () => command.by, ...record });
        if (command.type === "reopen" && command.by !== "customer") {
          const busy = await heldByAnother(store, stream);
          if (busy !== undefined) return busy;
        }
        const numbered =
          command.type === "open" ? { ...command, number: await store.ticketNumber(stream) } : withoutSecrets(command);
        const subject = (state: Ticket) => (state.state === "none" ? "" : state.opened.customer);
        return run(tickets, stream, numbered, { subject, rows: ticketRows, ...how });
      });
    },

    /** How an account stands by what the exchange tells of it. */
    risk: (account: string) => viewRisk(account, { store, key, now: now(), policy: policy() }),

    /** Reading what was said, and the audit log of it. */
    audit: openAudit({
      ...{ store, now, newId, key, policy },
      roster: () => changes.read(),
      report: (command, once) =>
        run(oversights, oversightStream(command.by), command, { subject: () => "", rows: () => ({}), once }),
    }),

    /** The outages, and what was last said of them. At most a second old. */
    outages: () => going.read(),

    surging,

    /** What people have changed of the schedules: overrides in force and swaps that wait. At most a second old. */
    roster: () => changes.read(),

    /** Turns up to `limit` deadlines that are due into commands; how many there were. */
    async tick(limit = 500): Promise<number> {
      const due = await store.due(now(), limit);
      // Side by side, so that those that fall due together share a commit.
      await Promise.all(due.map((it) => this.execute(commandOf(it))));
      return due.length;
    },
  };
}
