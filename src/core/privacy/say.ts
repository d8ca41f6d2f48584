import { sayObstacle } from "./obstacle.ts";
import type { PrivacyEvent } from "./privacy.ts";

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An event in a sentence. Logs keep it, which no erasure reaches: it never says who the customer is. */
export function sayPrivacy(event: PrivacyEvent): string {
  switch (event.type) {
    case "hold.placed":
      return `${event.by} keeps everything of a customer (${event.kind})${event.until === null ? "" : ` until ${day(event.until)}`}`;
    case "hold.released":
      return `${event.by} ended the ${event.kind} hold on a customer`;
    case "erasure.asked":
      return `${event.by} asked that a customer be erased: ${event.ground.replaceAll("_", " ")}`;
    case "erasure.refused":
      return `an erasure was refused: ${event.obstacles.map(sayObstacle).join("; ")}`;
    case "erasure.confirmed":
      return `${event.by} confirmed an erasure${event.kept.length === 0 ? "" : `; the law keeps ${event.kept.length} tickets`}`;
    case "erasure.withdrawn":
      return `${event.by} withdrew an erasure`;
    case "erasure.resumed":
      return `what the law kept of a customer may go`;
    case "erasure.carried_out":
      return `an erasure was carried out: ${event.texts} texts`;
    case "data.exported":
      return `${event.by} exported what is held of a customer`;
    case "retention.due":
      return "what is too old is looked for";
    case "retention.swept":
      return `too old and gone: ${Object.entries(event.counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ")}`;
  }
}
