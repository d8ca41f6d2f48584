import { type Refusal, refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { Store, StoredEvent } from "../ports.ts";
import type { openRunner } from "../run.ts";
import type { Instant } from "../time.ts";
import { privacy } from "./decide.ts";
import { sayObstacle } from "./obstacle.ts";
import { PRIVACY, type PrivacyCommand, type PrivacyEvent } from "./privacy.ts";
import { withObstacles } from "./standing.ts";

type Run = ReturnType<typeof openRunner>;
type How = Pick<Parameters<Run>[3], "once" | "ifVersion" | "door">;

/** Carries out what is asked about people's data. What the law forbids is a refusal, and is on record all the same. */
export async function changePrivacy(
  run: Run,
  command: PrivacyCommand,
  { store, policy, now, how }: { store: Store; policy: Policy; now: Instant; how: How },
) {
  const asked = await withObstacles(command, { store, policy, now });
  const subject = () => ("customer" in command ? command.customer : "");
  // Whom it names may be nobody by now: what is remembered of it is not to be trusted.
  const done = await run(privacy, PRIVACY, asked, { subject, rows: () => ({}), ...how, fresh: true });
  return done.ok ? (refusalIn(done.events) ?? done) : done;
}

function refusalIn(events: readonly StoredEvent[]): Refusal | undefined {
  const [refused] = events.map(({ data }) => data as PrivacyEvent).filter(({ type }) => type === "erasure.refused");
  return refused?.type === "erasure.refused"
    ? refuse("must_be_kept", refused.obstacles.map(sayObstacle).join("; "))
    : undefined;
}
