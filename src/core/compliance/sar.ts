import type { LinkedEntity } from "../explorers/links.ts";
import type { TicketListItem } from "../ports.ts";
import type { Instant } from "../time.ts";

/**
 * What the desk knows of the fields of FinCEN's report of suspicious activity (Form 111, for money services businesses), by the items
 * of the form. It is a draft: a person checks it, writes the narrative and files it. Null is what the desk does not know.
 */
export interface SarDraft {
  subject: {
    /** Items 4-9: name, address and identification are the exchange's, not the desk's. */
    identifiers: string[];
    /** Item 18: the customer's role. */
    relationship: "customer";
  };
  activity: {
    /** Item 29: from, to (YYYY-MM-DD). */
    from: string;
    to: string;
    /** Item 28: in whole US dollars, by a person. */
    amountUsd: number | null;
    /** Items 32-42: what kinds it looks like, by a person. */
    kinds: string[];
    /** Item 45: virtual currency addresses and transactions that the ticket names. */
    addresses: string[];
    transactions: string[];
  };
  /** Whether the amount reaches the $2,000 of 31 CFR 1022.320(a)(2); null while no amount is given. */
  reaches: boolean | null;
  narrative: null;
  /** By when it has to be filed. */
  fileBy: string;
}

const THRESHOLD_USD = 2_000;
const day = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

export function prefilledSar(
  { customer, openedAt, updatedAt }: Pick<TicketListItem, "customer" | "openedAt" | "updatedAt">,
  entities: readonly LinkedEntity[],
  { amountUsd, kinds, dueAt }: { amountUsd: number | null; kinds: readonly string[]; dueAt: Instant },
): SarDraft {
  const named = (is: (kind: string) => boolean) => entities.filter(({ kind }) => is(kind)).map(({ value }) => value);
  return {
    subject: { identifiers: [customer], relationship: "customer" },
    activity: {
      from: day(openedAt),
      to: day(updatedAt),
      amountUsd,
      kinds: [...kinds],
      addresses: named((kind) => kind !== "tx_hash"),
      transactions: named((kind) => kind === "tx_hash"),
    },
    reaches: amountUsd === null ? null : amountUsd >= THRESHOLD_USD,
    narrative: null,
    fileBy: day(dueAt),
  };
}
