import { homedir } from "node:os";
import { join } from "node:path";

/** Where the terminal keeps drafts: under XDG_STATE_HOME, as the XDG Base Directory Specification has it. */
export function draftsFolder({ XDG_STATE_HOME: state = "" }: Record<string, string | undefined> = process.env): string {
  return join(state === "" ? join(homedir(), ".local/state") : state, "nightdesk", "drafts");
}
