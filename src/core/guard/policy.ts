import type { DeskConfig } from "../config/schema.ts";
import { type Blocklist, NO_BLOCKLIST } from "./blocklist.ts";
import { type GuardConfig, guardSchema } from "./config.ts";
import { type LinkGuard, linkGuard } from "./links/guard.ts";
import { type PeopleGuard, peopleGuard } from "./people/guard.ts";

/** What the guard goes by: its part of the configuration, made ready. */
export interface GuardPolicy {
  config: GuardConfig;
  links: LinkGuard;
  people: PeopleGuard;
}

/** Makes the configuration's part ready; `blocked` reads the list of bad domains when it is first asked for. */
export const guardPolicy = (
  { guard, desk, people }: Pick<DeskConfig, "guard" | "desk" | "people">,
  blocked: () => Blocklist = () => NO_BLOCKLIST,
): GuardPolicy => {
  const brands = [...new Set([desk.name, ...guard.brands])];
  const responders = Object.values(people).map(({ name, discord, slack }) => ({
    name,
    accounts: [
      ...(discord === undefined ? [] : [`discord:${discord}`]),
      ...(slack === undefined ? [] : [`slack:${slack}`]),
    ],
  }));
  return {
    config: guard,
    links: linkGuard({ ...guard, brands }, blocked),
    people: peopleGuard({ ...guard, brands }, responders),
  };
};

/** For where there is no configuration: what is bad whoever the operator is. */
export const bareGuard = (blocked: () => Blocklist): GuardPolicy => {
  const config = guardSchema.parse({});
  return { config, links: linkGuard(config, blocked), people: peopleGuard(config, []) };
};
