import { shortValue } from "../core/explorers/links.ts";
import type { WireTicketView } from "../server/api.ts";

/** Where to look up what a ticket names. */
export const lookUpLines = (entities: WireTicketView["entities"]): string[] =>
  entities
    .filter(({ links }) => links.length > 0)
    .flatMap(({ value, links }, i) => [
      `${i === 0 ? "\nlook up\n" : ""}  ${shortValue(value)}`,
      ...links.map(({ network, url }) => `    ${network}  ${url}`),
    ]);
