import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the desk holds of people: keys, erasure, export, retention, requests. */
export function privacyCommands(root: Command, command: Add): void {
  const privacy = root.command("privacy").description("what the desk holds of people").exitOverride();
  command(
    "rotate-key",
    "change the master key that what customers write is sealed with; the desk must be stopped",
    () => import("./commands/privacy-key.ts"),
    "rotateKey",
    privacy,
  ).addHelpText(
    "after",
    examples("privacy rotate-key", "NIGHTDESK_NEW_MASTER_KEY_FILE=new.key nightdesk privacy rotate-key"),
  );
}
