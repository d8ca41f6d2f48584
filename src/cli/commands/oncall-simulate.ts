import { Fault } from "../../core/errors.ts";
import { sayEscalation } from "../../core/escalation/say.ts";
import { simulate as play } from "../../core/escalation/simulate.ts";
import { stamp } from "../../core/oncall/zoned.ts";
import { PRIORITIES } from "../../core/ports.ts";
import { type MomentOptions, moment } from "../moments.ts";
import { print } from "../out.ts";
import { now, openRuntime } from "../runtime.ts";

interface Options extends MomentOptions {
  config?: string;
  json?: boolean;
  at?: string;
  priority?: string;
}

/** `nightdesk oncall simulate`: whom a policy would page, and when, if nobody acknowledged. Nobody is paged. */
export async function simulate([id = ""]: string[], options: Options): Promise<void> {
  const { store, desk, policy } = await openRuntime({ ...options, articles: false });
  try {
    const at = options.at === undefined ? now() : moment(options.at, options, now());
    const { escalate } = policy().config.tickets;
    const usual = PRIORITIES.find((it) => escalate[it] === id) ?? policy().config.tickets.priority;
    const priority = options.priority ?? usual;
    const steps = play({ id, priority }, at, policy(), await desk.roster());
    if (steps === undefined) {
      const known = Object.keys(policy().config.escalation);
      throw new Fault("usage", `there is no escalation policy “${id}”`, {
        next: known.length > 0 ? `Policies: ${known.join(", ")}.` : "Write one under `escalation` in nightdesk.yaml.",
      });
    }
    print(options.json, { policy: id, priority, steps }, () =>
      steps
        .map(({ at, events }) =>
          [stamp(at, options.zone ?? "UTC"), ...events.map((event) => `  ${sayEscalation(event)}`)].join("\n"),
        )
        .concat("and so on, until somebody acknowledges")
        .join("\n"),
    );
  } finally {
    await store.close();
  }
}
