import { type Command, Option } from "commander";
import { dateOf, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the exchange says of its customers, for rules. */
export function customerCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const customers = root.command("customers").description("what rules may know of customers").exitOverride();
  const load = () => import("./commands/customers.ts");
  remote(command("set <customer>", "say a customer's tier, and since when they are one", load, "set", customers))
    .option("--tier <word>", "such as vip; “-” for none")
    .addOption(new Option("--since <date>", "such as 2024-05-01").argParser(dateOf))
    .option("--as <name>", "who says so, when working on the store (default: your login name)")
    .addHelpText("after", examples("customers set discord:1234 --tier vip --since 2024-05-01"));
  remote(command("show <customer>", "what is known of a customer", load, "show", customers)).addHelpText(
    "after",
    examples("customers show discord:1234"),
  );
}
