import type { Channel } from "../../core/channel.ts";
import type { Store } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";

/**
 * The channel that needs no platform: what the desk says waits in the store until the customer's terminal reads it. Taken once per
 * effect, however often it is delivered.
 */
export const consoleChannel = (store: Pick<Store, "consolePut">, now: () => Instant): Channel => ({
  name: "console",
  async send({ id, thread, content, form }) {
    await store.consolePut({ id, thread, content, form, at: now() });
    return undefined;
  },
});
