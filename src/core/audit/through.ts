import type { Desk } from "../desk.ts";

/** The same desk, as it is reached through one door: the audit log says which. */
export const through = (desk: Desk, door: string): Desk => ({
  ...desk,
  execute: (command, how = {}) => desk.execute(command, { door, ...how }),
});
