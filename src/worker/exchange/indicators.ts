import type { Desk } from "../../core/desk.ts";
import type { IndicatorsAct } from "../../core/effect.ts";
import { indicatorsIn } from "../../core/incident/indicators.ts";
import type { Settlement } from "../../core/ports.ts";

/** Notes what a message names in its incident. The values go from text to text: no event or effect ever holds one. */
export async function noteIndicators(
  id: string,
  { incident: stream }: IndicatorsAct,
  text: string | null,
  { desk }: { desk: Desk },
): Promise<Settlement> {
  const items = text === null ? [] : indicatorsIn(text);
  if (items.length === 0) return { id, outcome: "done" };
  const command = { type: "indicate", by: null, items } as const;
  const done = await desk.execute({ to: "incident", stream, command }, { once: { channel: "outbox", externalId: id } });
  return done.ok ? { id, outcome: "done" } : { id, outcome: "dropped", error: done.detail };
}
