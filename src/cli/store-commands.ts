import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Moving what a desk holds from one engine to the other. */
export function storeCommands(root: Command, command: Add): void {
  const store = root.command("store").description("where the desk keeps what it holds").exitOverride();
  command(
    "copy",
    "copy everything into an empty store, and compare",
    () => import("./commands/store.ts"),
    "copy",
    store,
  )
    .requiredOption("--from <url>", "sqlite (this desk's file), sqlite:<file>, postgres (DATABASE_URL) or postgres://…")
    .requiredOption("--to <url>", "the same; it must be empty")
    .addHelpText(
      "after",
      examples("store copy --from sqlite --to postgres", "store copy --from postgres --to sqlite:./back/desk.db"),
    );
}
