import { type Command, Option } from "commander";
import { count, examples } from "./arguments.ts";
import { insightCommands } from "./insight-commands.ts";
import type { Add } from "./program.ts";

/** Searching, learning from and looking after the articles. */
export function knowledgeCommands(root: Command, command: Add): void {
  const kb = root.command("kb").description("search, check and improve the knowledge base").exitOverride();
  const load = () => import("./commands/kb.ts");
  command("search [text]", "articles for a question, best first", load, "search", kb)
    .option("--batch <file>", 'JSON lines {"id","text"} in, one line each out; - for standard input')
    .option("--knowledge <folder>", "use these articles")
    .addOption(new Option("--limit <n>", "at most this many hits").argParser(count).default(5))
    .addHelpText(
      "after",
      examples('kb search "提币一直显示处理中"', "kb search --batch queries.jsonl --knowledge articles/"),
    );
  command("fit", "learn ranking and confidence from the articles' own questions", load, "fit", kb)
    .option("--knowledge <folder>", "use these articles")
    .addHelpText("after", examples("kb fit"));
  command(
    "pin <folder>",
    "the checksum of a sentence model, for knowledge.embeddings",
    () => import("./commands/kb-pin.ts"),
    "pin",
    kb,
  )
    .option("--file <name>", "the .onnx file in the folder, when there are several")
    .addHelpText("after", examples("kb pin models/all-MiniLM-L6-v2"));
  command("lint", "everything in the articles that needs their owners", load, "lint", kb)
    .option("--knowledge <folder>", "use these articles")
    .addHelpText("after", examples("kb lint"));
  insightCommands(kb, command);
}
