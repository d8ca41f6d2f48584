import { Fault } from "../../core/errors.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { print } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

interface Options extends AccessOptions {
  tier?: string;
  since?: number;
}

/** `nightdesk customers set`: what rules may look at. What is not named stays as it is. */
export const set = ([id = ""]: string[], options: Options) =>
  on(id, options, async (client) => {
    const { tier, since } = options;
    if (tier === undefined && since === undefined)
      throw new Fault("usage", "say --tier, --since or both", { next: "A tier of “-” is none." });
    const before = await client.customer(id);
    const profile = { tier: tier === "-" ? null : (tier ?? before.tier), since: since ?? before.since };
    const done = await client.describeCustomer(id, profile);
    if (!done.ok) refused(done, options.json);
    else print(options.json, { id, ...profile }, () => sentence(id, profile));
  });

/** `nightdesk customers show`. */
export const show = ([id = ""]: string[], options: Options) =>
  on(id, options, async (client) => {
    const profile = await client.customer(id);
    print(options.json, { id, ...profile }, () => sentence(id, profile));
  });

const sentence = (id: string, { tier, since }: { tier: string | null; since: number | null }): string =>
  `${id}  tier ${tier ?? "-"}  since ${since === null ? "-" : new Date(since).toISOString().slice(0, 10)}`;

async function on(id: string, options: Options, run: (client: DeskClient) => Promise<void>): Promise<void> {
  if (!/^[a-z]{1,20}:[\w.-]{1,80}$/.test(id))
    throw new Fault("usage", `“${id}” is no customer`, { next: "It looks as in tickets: discord:1234." });
  const { client, close } = await reachDesk(options);
  try {
    await run(client);
  } finally {
    await close();
  }
}
