import { homedir } from "node:os";
import { join } from "node:path";

/** Where the terminal's own settings are: under XDG_CONFIG_HOME, as the XDG Base Directory Specification has it. */
export function settingsFolder(
  { XDG_CONFIG_HOME: config = "" }: Record<string, string | undefined> = process.env,
): string {
  return join(config === "" ? join(homedir(), ".config") : config, "nightdesk");
}
