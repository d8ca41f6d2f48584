import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What is asked of a model. */
export function promptCommands(root: Command, command: Add): void {
  const prompts = root.command("prompts").description("what a model is asked").exitOverride();
  command(
    "test",
    "render the prompt, and put recorded answers through all that a real one passes; exits with 1 when one differs",
    () => import("./commands/prompts.ts"),
    "test",
    prompts,
  ).addHelpText("after", examples("prompts test", "prompts test --json"));
}
