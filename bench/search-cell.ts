/** One library at one size, alone in its process: told by its parent what to build, it says how long everything took. */

import { measureOurs, measurePeer, type Order } from "./search/cell.ts";
import { packArticles } from "./search/pack.ts";
import { synthesise } from "./search/synthetic.ts";

// A parent that was stopped leaves nothing running.
process.once("disconnect", () => process.exit(1));
process.once("message", (order: Order) => {
  void run(order).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run({ library, size, queries }: Order): Promise<void> {
  const made = synthesise(await packArticles(), size, queries);
  const say = (message: unknown) => new Promise<void>((done) => process.send?.(message, () => done()) ?? done());
  await (library === null ? measureOurs(made, say) : measurePeer(library, made, say));
}
