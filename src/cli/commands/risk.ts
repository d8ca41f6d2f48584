import { Fault } from "../../core/errors.ts";
import type { RiskView } from "../../core/risk/carry-out.ts";
import { plain } from "../../core/risk/score.ts";
import { renderTrace } from "../../core/trace.ts";
import { reachDesk } from "../desk-access.ts";
import { print } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

/** `nightdesk risk explain`: what the exchange tells of an account, and what the desk makes of it. */
export async function explain([account = ""]: string[], options: AccessOptions): Promise<void> {
  if (!/^[A-Za-z0-9._:-]{1,80}$/.test(account))
    throw new Fault("usage", `“${account}” is no account`, { next: "It is the id that the exchange sends: 8841." });
  const { client, close } = await reachDesk(options);
  try {
    const view = await client.risk(account);
    print(options.json, view, () => text(view));
  } finally {
    await close();
  }
}

function text({ account, linked, trace, seen, raised }: RiskView): string {
  const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const told = seen
    .slice(-10)
    .map(({ what, time, count, amount, asset }) =>
      [` ${minute(time)} `, plain(what), count > 1 && `${count} times`, amount, asset].filter(Boolean).join(" "),
    );
  const done = raised.map(
    ({ level, at, reached }) =>
      ` ${minute(at)}  ${level === "warn" ? "warning" : "incident"}${reached ? "" : ": nobody is linked, nobody was told"}`,
  );
  return [
    `account ${account}: ${linked ? "a customer has signed in to it" : "nobody is linked to it, so nobody can be warned"}`,
    renderTrace(trace),
    "",
    told.length === 0 ? "The exchange has told nothing of it." : "What the exchange tells, the newest ten:",
    ...told,
    ...(done.length === 0 ? [] : ["What was done:", ...done]),
  ].join("\n");
}
