import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type BackOfficeOrder, type Behaviour, backOffice, secrets } from "../../examples/back-office/server.mjs";
import type { Exchange } from "../../src/core/exchange/exchange.ts";
import { webhookKeys } from "../../src/core/webhook/keys.ts";
import { backOffice as client } from "../../src/worker/exchange/back-office.ts";

/** Obviously no secret: 32 times the same byte. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
export const OTHER_SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

/** The reference back office on a socket of its own, and the desk's client of it; both on the test's clock. */
export async function openBackOffice({ now, timeout = 2_000 }: { now: () => number; timeout?: number }) {
  const orders: BackOfficeOrder[] = [];
  let how: Behaviour | ((order: BackOfficeOrder) => Behaviour) = "confirmed";
  const office = backOffice({
    keys: secrets(SECRET),
    now,
    behave(order) {
      orders.push(order);
      return typeof how === "function" ? how(order) : how;
    },
  });
  await new Promise<void>((resolve) => office.server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    office.server.closeAllConnections();
    await new Promise((resolve) => office.server.close(resolve));
  });
  const { port } = office.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const exchange: Exchange = client({
    config: () => ({ url, timeout, linkLasts: 600_000, allow: ["127.0.0.1/32"] }),
    keys: async () => webhookKeys(SECRET, "sign") ?? [],
    now,
  });
  return {
    exchange,
    url,
    orders,
    accounts: office.accounts,
    /** How it answers from now on. */
    behaves(next: typeof how): void {
      how = next;
    },
  };
}
