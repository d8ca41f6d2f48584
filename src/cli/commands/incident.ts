import stringWidth from "string-width";
import { Fault } from "../../core/errors.ts";
import { INDICATORS } from "../../core/incident/indicators.ts";
import { type Intake, intakeSchema } from "../../core/incident/intake.ts";
import { formatDuration } from "../../core/time.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import type { IncidentNow } from "../../server/incident-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { accountLines, INCIDENT_HEAD, incidentLines, incidentRow } from "../incident-text.ts";
import { print, table } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

interface Options extends AccessOptions {
  reason?: string;
  account?: string;
  request?: string;
  all?: boolean;
  limit?: number;
}

/** `nightdesk freeze`: one responder is enough. */
export const freeze = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => {
    const { reason = "", account = null } = options;
    return client.incidents.freeze(numberOf(reference), { reason, account });
  });

/** `nightdesk incident frozen`. */
export const frozen = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.frozen(numberOf(reference), options.reason ?? ""));

/** `nightdesk incident restore`. */
export const restore = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.restore(numberOf(reference), options.reason ?? ""));

/** `nightdesk incident approve`: by the id that was shown, so that nobody approves what came after it. */
export const approve = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.approve(numberOf(reference), options.request ?? ""));

/** `nightdesk incident identify`. */
export const identify = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.identify(numberOf(reference)));

/** `nightdesk incident account`: read, and no more. */
export const account = ([reference = ""]: string[], options: Options): Promise<void> =>
  read(options, async (client) => {
    const done = await client.incidents.account(numberOf(reference));
    if (!done.ok) return refused(done, options.json);
    const { ok: _, ...facts } = done;
    print(options.json, facts, () => accountLines(facts).join("\n"));
  });

/** `nightdesk incident note`. */
export function note([reference = "", kind = "", value = ""]: string[], options: Options): Promise<void> {
  const known = INDICATORS.find((it) => it === kind);
  if (known === undefined)
    throw new Fault("usage", `“${kind}” is nothing to note`, { next: `There is: ${INDICATORS.join(", ")}.` });
  return change(options, (client) => client.incidents.note(numberOf(reference), known, value));
}

/** `nightdesk incident intake`. */
export function intake([reference = ""]: string[], options: Options & Intake): Promise<void> {
  const { when, what, amount, asset, network, transactions, addresses, lastSignIn } = options;
  const given = intakeSchema.safeParse({ when, what, amount, asset, network, transactions, addresses, lastSignIn });
  if (!given.success)
    throw new Fault("usage", "there is no answer to write down, or one is too long", {
      next: "See --help for what is asked.",
    });
  return change(options, (client) => client.incidents.intake(numberOf(reference), given.data));
}

/** `nightdesk incident done`. */
export const done = ([reference = "", task = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.doTask(numberOf(reference), task));

/** `nightdesk incident close`. */
export const close = ([reference = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.incidents.close(numberOf(reference), options.reason ?? ""));

/** `nightdesk incident list`. */
export const list = (_: string[], options: Options): Promise<void> =>
  read(options, async (client) => {
    const items = await client.incidents.list({ ...(options.all ? {} : { open: true }), limit: options.limit ?? 50 });
    print(options.json, { items }, () =>
      items.length === 0 ? "no incidents" : table([INCIDENT_HEAD, ...items.map(incidentRow)], stringWidth),
    );
  });

/** `nightdesk incident show`. */
export const show = ([reference = ""]: string[], options: Options): Promise<void> =>
  read(options, async (client) => {
    const number = numberOf(reference);
    const view = await client.incidents.show(number);
    if (view === undefined)
      return refused({ ok: false, reason: "not_found", detail: `there is no incident INC-${number}` }, options.json);
    print(options.json, view, () => incidentLines(view).join("\n"));
  });

/** `nightdesk incident stats`. */
export const stats = (_: string[], options: Options): Promise<void> =>
  read(options, async (client) => {
    const all = await client.incidents.stats();
    print(options.json, all, () => {
      const { incidents, open, timeToFreeze: took, waiting, missed } = all;
      const freezing =
        took === null
          ? "no account was frozen"
          : `frozen ${took.count}: half within ${formatDuration(took.median)}, nine in ten within ${formatDuration(took.p90)}, the longest ${formatDuration(took.longest)}`;
      return [
        `${incidents} incidents, ${open} open`,
        freezing,
        `${waiting} wait for a freeze`,
        `${missed} times a customer heard nothing for too long`,
      ].join("\n");
    });
  });

function numberOf(reference: string): number {
  const number = /^(?:INC-|T-)?([1-9]\d{0,8})$/i.exec(reference)?.[1];
  if (number !== undefined) return Number(number);
  throw new Fault("usage", `“${reference}” is no incident`, {
    next: "An incident is called INC-142, its ticket T-142.",
  });
}

async function read(options: Options, run: (client: DeskClient) => Promise<void>): Promise<void> {
  const { client, close: end } = await reachDesk(options, { outgoing: true });
  try {
    await run(client);
  } finally {
    await end();
  }
}

async function change(options: Options, run: (client: DeskClient) => Promise<IncidentNow>): Promise<void> {
  const { client, running, close: end } = await reachDesk(options, { outgoing: true });
  try {
    const done = await run(client);
    if (!done.ok) return refused(done, options.json);
    const { ok: _, ...view } = done;
    print(options.json, view, () => incidentLines(view).join("\n"));
    if (!running)
      process.stderr.write(
        "nightdesk: no desk is running here: nothing leaves for the back office before `nightdesk up`\n",
      );
  } finally {
    await end();
  }
}
