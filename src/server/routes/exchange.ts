import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { readExchangeEvent } from "../../core/exchange/events.ts";
import { checkSigned, type Unverified } from "../../core/webhook/standard.ts";
import { at } from "../access.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem, refused } from "../problem.ts";
import { json, REFUSED, WITH_BODY } from "../responses.ts";

const taken = z
  .object({
    /** `seen`: it came before, and changed nothing again. `ignored`: its type means nothing here. */
    outcome: z.enum(["taken", "seen", "ignored"]),
  })
  .meta({ id: "ExchangeEventTaken" });

const receive = createRoute({
  ...at("POST /v1/exchange/events"),
  summary: "What the exchange's back office says, as a signed webhook (Standard Webhooks 1.0.0)",
  description:
    "Signed with a key of NIGHTDESK_EXCHANGE_ACCEPTS in the headers webhook-id, webhook-timestamp and webhook-signature; not older or younger than five minutes. Types: freeze.confirmed, freeze.failed, restore.confirmed and restore.failed, with `data.action` and, where it failed, `data.reason`; identity.linked; and account.signed_in_new_device, account.address_added, account.password_changed, account.two_factor_changed, account.large_withdrawal and account.sign_in_failed, with `data.account` and, where known, `data.time`, `data.count`, `data.amount` and `data.asset`.",
  responses: { 200: json(taken, "Taken"), ...REFUSED, ...WITH_BODY },
});

const WRONG: Record<Unverified, string> = {
  no_id: "the header webhook-id is missing, or is none",
  no_timestamp: "the header webhook-timestamp is missing, or is no number of seconds",
  no_signature: "the header webhook-signature is missing",
  too_old: "it was signed more than five minutes ago",
  in_the_future: "it was signed more than five minutes from now",
  wrong_signature: "no signature fits the body as it came",
};

/** Takes events of the exchange: each once, and none that is not signed. */
export const exchangeRoutes = ({ desk, store, policy, now, exchangeKeys }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(receive, async (c) => {
    if (exchangeKeys === undefined || policy().config.exchange === undefined)
      return problem(c, 404, { reason: "not_found", detail: "no back office is connected to this desk" });
    const body = await c.req.text();
    const checked = checkSigned((name) => c.req.header(name), body, now(), await exchangeKeys());
    if (!checked.ok)
      return problem(c, 401, {
        reason: "unsigned",
        detail: WRONG[checked.because],
        next: "Sign the body byte for byte as it is sent, with a key that this desk accepts, at the time of each try.",
      });
    const once = { channel: "exchange", externalId: checked.id };
    if (await store.seen(once.channel, once.externalId)) return c.json({ outcome: "seen" as const }, 200);
    const read = readExchangeEvent(body, now());
    if (!read.ok) {
      if (read.because === "unknown") return c.json({ outcome: "ignored" as const }, 200);
      return problem(c, 422, { reason: "invalid", detail: "its data is not what its type has" });
    }
    // Where no rules look at them, nothing is kept of what happens to accounts.
    if (read.command.to === "risk" && policy().config.risk === undefined)
      return c.json({ outcome: "ignored" as const }, 200);
    const done = await desk.execute(read.command, { once });
    return done.ok ? c.json({ outcome: "taken" as const }, 200) : refused(c, done);
  });
