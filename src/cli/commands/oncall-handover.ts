import { stamp } from "../../core/oncall/zoned.ts";
import type { WireHandovers } from "../../server/api-oncall.ts";
import type { DeskClient, HandedOver } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { print } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

interface Options extends AccessOptions {
  notes?: string;
  to?: string;
  zone?: string;
}

/** `nightdesk oncall hand-over`: notes for whoever is next on call, or for a person. */
export const handOver = ([schedule = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.handOver({ schedule, to: options.to ?? null, notes: options.notes ?? "" }));

/** `nightdesk oncall take-over`: by whom it waits for, or whoever is on call. */
export const takeOver = ([id = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.takeOver(id, options.notes));

export const withdraw = ([id = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.withdrawHandover(id));

/** `nightdesk oncall handovers`: those that wait, and the last that were taken over, with their notes. */
export const handovers = (_: string[], options: Options): Promise<void> =>
  change(options, async (client) => ({ ok: true, handovers: await client.handovers() }));

async function change(options: Options, run: (client: DeskClient) => Promise<HandedOver>): Promise<void> {
  const { client, close } = await reachDesk(options);
  try {
    const done = await run(client);
    if (!done.ok) return refused(done, options.json);
    const { handovers: all } = done;
    print(options.json, { handovers: all }, () =>
      all.length === 0 ? "no hand-overs" : all.map((it) => say(it, options.zone ?? "UTC")).join("\n\n"),
    );
  } finally {
    await close();
  }
}

function say(
  { id, schedule, by, to, at, notes, reminded, accepted }: WireHandovers["handovers"][number],
  zone: string,
) {
  const waits = `waits for ${to}${reminded === 0 ? "" : `, reminded ${reminded === 1 ? "once" : `${reminded} times`}`}`;
  const state = accepted === null ? waits : `taken over by ${accepted.by} ${stamp(accepted.at, zone)}`;
  const lines = [`${id}  ${schedule}  ${stamp(at, zone)}  from ${by}  ${state}`, indented(notes ?? "(erased)")];
  return [...lines, ...(accepted?.notes ? [indented(`${accepted.by}: ${accepted.notes}`)] : [])].join("\n");
}

const indented = (text: string): string => text.replace(/^/gm, "    ");
