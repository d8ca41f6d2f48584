import stringWidth from "string-width";
import { Fault, type Refusal } from "../../core/errors.ts";
import type { FactFinding } from "../../core/outbound/check.ts";
import { sayFinding } from "../../core/outbound/say.ts";
import { didYouMean } from "../../core/problem.ts";
import { formatDuration } from "../../core/time.ts";
import { renderTrace } from "../../core/trace.ts";
import type { WireTicket, WireTicketView } from "../../server/api.ts";
import type { Acted, DeskClient } from "../../server/desk-client.ts";
import { clockWish } from "../clock-wish.ts";
import { loginName, reachDesk, refused } from "../desk-access.ts";
import { type MomentOptions, moment } from "../moments.ts";
import { print, table } from "../out.ts";
import type { AccessOptions } from "../remote.ts";
import { stamp, viewText } from "../ticket-text.ts";
import { priorityNamed, tagChange } from "../ticket-words.ts";

export interface Options extends AccessOptions, Pick<MomentOptions, "zone"> {
  state?: string;
  owner?: string;
  tag?: string;
  limit?: number;
  reason?: string;
  override?: string;
  macro?: string;
  message?: string;
  policy?: string;
  until?: string;
  snoozed?: boolean;
}

const STATES = ["open", "pending", "resolved", "closed"] as const;

/** `nightdesk tickets list`: most urgent first. */
export async function list(_: string[], options: Options): Promise<void> {
  const states = (options.state ?? "open,pending").split(",").map((it) => it.trim());
  const unknown = states.find((it) => !STATES.some((state) => state === it));
  if (unknown !== undefined)
    throw new Fault("usage", `there is no state “${unknown}”`, { next: `States: ${STATES.join(", ")}.` });
  await withDesk(options, async (client) => {
    const owner = options.owner === undefined ? {} : { owner: options.owner === "-" ? null : options.owner };
    const { items } = await client.tickets({
      states: states as (typeof STATES)[number][],
      limit: options.limit,
      snoozed: options.snoozed,
      tag: options.tag,
      ...owner,
    });
    print(options.json, { items }, () =>
      items.length === 0 ? "no tickets" : table([HEAD, ...items.map(row)], stringWidth),
    );
  });
}

const HEAD = ["TICKET", "PRI", "STATE", "SLA", "TEAM", "OWNER", "LG", "SUBJECT"];

const row = (ticket: WireTicket): string[] => [
  `T-${ticket.number}`,
  ticket.priority,
  ticket.snoozedUntil === null ? ticket.state : "snoozed",
  slaText(ticket),
  ticket.team,
  ticket.owner ?? "-",
  ticket.language,
  [...ticket.tags.map((tag) => `#${tag}`), (ticket.subject ?? "(erased)").slice(0, 60)].join(" "),
];

function slaText({ dueAt, breached }: WireTicket): string {
  if (dueAt === null) return breached ? "! missed" : "-";
  const left = dueAt - Date.now();
  return left < 0 ? `! -${formatDuration(-left)}` : formatDuration(left);
}

/** `nightdesk tickets show`: everything that was said and noted. */
export async function show([reference = ""]: string[], options: Options): Promise<void> {
  await withTicket(reference, options, (view) => print(options.json, view, () => viewText(view)));
}

/** `nightdesk explain`: what was decided, and why. */
export async function explain([reference = ""]: string[], options: Options): Promise<void> {
  await withTicket(reference, options, ({ ticket, history }) =>
    print(options.json, { ticket: ticket.number, history }, () =>
      [
        `T-${ticket.number}  ${ticket.priority}  ${ticket.state}  ${ticket.team}`,
        ...history.map(({ at, what, trace }) =>
          [
            `${stamp(at)}  ${what}`,
            ...(trace === null ? [] : [renderTrace(trace).split("\n").slice(1).join("\n")]),
          ].join("\n"),
        ),
      ].join("\n"),
    ),
  );
}

/** `nightdesk tickets reply`: a text of one's own, or a macro. */
export async function reply([reference = "", text]: (string | undefined)[], options: Options): Promise<void> {
  if ((text === undefined) === (options.macro === undefined)) {
    throw new Fault("usage", "give a text, or --macro with its id", {
      next: "`nightdesk macros list` shows the macros.",
    });
  }
  const { override } = options;
  const say = async (client: DeskClient, number: number) =>
    client.reply(number, text ?? (await macroText(client, number, options.macro ?? "")), { override });
  await act(reference, options, say, "sent");
}

async function macroText(client: DeskClient, number: number, id: string): Promise<string> {
  const macros = await client.macros(number);
  const found = macros.find((macro) => macro.id === id);
  if (found !== undefined) return found.text;
  const ids = macros.map((it) => it.id);
  const known =
    ids.length === 0 ? "There are none; a macro is a file macros/<language>/<id>.md." : `Macros: ${ids.join(", ")}.`;
  throw new Fault("usage", `there is no macro ${JSON.stringify(id)}`, { next: didYouMean(id, ids) ?? known });
}

export const ack = ([reference = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.acknowledge(number), "acknowledged");
export const assign = ([reference = "", person]: string[], options: Options) =>
  act(
    reference,
    options,
    async (client, number) => client.assign(number, person ?? options.as ?? (await nameOn(client))),
    "assigned",
  );
export const escalate = ([reference = ""]: string[], options: Options) =>
  act(
    reference,
    options,
    (client, number) => client.escalate(number, options.reason ?? "", options.policy ?? null),
    "escalated",
  );
export const tag = ([reference = "", words = []]: [string?, string[]?], options: Options) => {
  const change = tagChange(words);
  return act(reference, options, (client, number) => client.tag(number, change), "tagged");
};
export const priority = ([reference = "", wanted = ""]: string[], options: Options) => {
  const named = priorityNamed(wanted);
  return act(reference, options, (client, number) => client.prioritise(number, named, options.reason ?? ""), "changed");
};
export const accept = ([reference = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.acceptSuggestion(number), "changed");
/** `nightdesk tickets clock T-142 privacy`, and `--met privacy` when the answer has been given. */
export const clock = ([reference = "", name]: [string?, string?], options: Options & { met?: string }) => {
  const wish = clockWish(name, options.met);
  return act(reference, options, (client, number) => client.clock(number, wish), "done");
};
export const note = ([reference = "", text = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.note(number, text), "noted");
export const resolve = ([reference = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.resolve(number, options.reason ?? ""), "resolved");
export const reopen = ([reference = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.reopen(number, options.reason ?? ""), "reopened");

/** `nightdesk tickets snooze`: aside until then, and back at once when the customer writes. */
export async function snooze([reference = ""]: string[], options: Options): Promise<void> {
  const until = moment(options.until ?? "", options, Date.now());
  const aside = (client: DeskClient, number: number) => client.snooze(number, until, options.reason ?? "");
  await act(reference, options, aside, `snoozed until ${stamp(until)} UTC`);
}
export const wake = ([reference = ""]: string[], options: Options) =>
  act(reference, options, (client, number) => client.wake(number), "is back");

export const nameOn = async (client: DeskClient): Promise<string> => (await client.me()).name ?? loginName();

/** What reaches the customer, and so waits for a desk that delivers it. */
const HEARD = ["sent", "changed", "assigned", "resolved", "reopened"];
const NOT_RUNNING = "The desk is not running: the customer hears of it once `nightdesk up` is.\n";

export async function act(
  reference: string,
  options: Options,
  run: (client: DeskClient, number: number) => Promise<Acted>,
  done: string,
): Promise<void> {
  const number = ticketNumber(reference);
  await withDesk(
    options,
    async (client, running) => {
      const result = await run(client, number);
      if (!result.ok) return notDone(result, options);
      print(options.json, { ticket: result.ticket }, () => `T-${number} ${done}`);
      if (!running && HEARD.includes(done)) process.stderr.write(NOT_RUNNING);
    },
    { outgoing: done === "sent" },
  );
}

function notDone(refusal: Refusal, { json }: Options): void {
  const { findings } = refusal;
  if (findings === undefined || json) {
    refused(refusal, json);
    return;
  }
  refused({ ...refusal, detail: `not sent: it states what no fact says\n${findings.map(line).join("\n")}` }, json);
  process.stderr.write(OVERRIDE);
}

const line = (finding: FactFinding): string => `  ✗ ${sayFinding(finding)}`;
const OVERRIDE =
  '  Say what the fact says, or send it all the same with --override "reason"; the reason is kept with your name.\n';

async function withTicket(reference: string, options: Options, run: (view: WireTicketView) => void): Promise<void> {
  const number = ticketNumber(reference);
  await withDesk(options, async (client) => {
    const view = await client.ticket(number, options.reason);
    if (view !== undefined) return run(view);
    refused({ ok: false, reason: "not_found", detail: `there is no ticket T-${number}` }, options.json);
  });
}

async function withDesk(
  options: Options,
  run: (client: DeskClient, running: boolean) => Promise<void>,
  more: { outgoing?: boolean } = {},
): Promise<void> {
  const { client, running, close } = await reachDesk(options, more);
  try {
    await run(client, running);
  } finally {
    await close();
  }
}

function ticketNumber(reference: string): number {
  const number = Number(/^(?:T-|#)?(\d{1,9})$/i.exec(reference)?.[1]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Fault("usage", `“${reference}” is not a ticket`, { next: "A ticket looks like T-142." });
}
