import type { Exchange } from "../core/exchange/exchange.ts";
import type { Policy } from "../core/policy.ts";
import { type WebhookKey, webhookKeys } from "../core/webhook/keys.ts";
import { backOffice } from "../worker/exchange/back-office.ts";
import { now } from "./runtime.ts";
import { secret } from "./secrets.ts";

/** NIGHTDESK_EXCHANGE_KEYS sign what goes to the back office; NIGHTDESK_EXCHANGE_ACCEPTS, else the shared ones of them, check what comes. */
const keysOf = async (name: string, purpose: "sign" | "check"): Promise<WebhookKey[]> => {
  const given = await secret(name);
  const keys = given === undefined ? undefined : webhookKeys(given, purpose);
  if (keys === undefined)
    throw new Error(
      `NIGHTDESK_${name} holds no keys such as whsec_…, with spaces between them: nothing is ${purpose === "sign" ? "sent to" : "taken from"} the back office without`,
    );
  return keys;
};

/** The back office that the configuration names, whenever it does. */
export const openExchange = (policy: () => Policy): Exchange =>
  backOffice({ config: () => policy().config.exchange, keys: () => keysOf("EXCHANGE_KEYS", "sign"), now });

/** What events of the exchange have to be signed with. */
export async function acceptedKeys(): Promise<WebhookKey[]> {
  const own = await secret("EXCHANGE_ACCEPTS");
  if (own !== undefined) return keysOf("EXCHANGE_ACCEPTS", "check");
  return (await keysOf("EXCHANGE_KEYS", "sign")).filter(({ kind }) => kind === "hmac");
}
