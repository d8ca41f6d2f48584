import type { Command } from "commander";
import { Fault } from "../../core/errors.ts";
import { program } from "../program.ts";

interface Node {
  path: string;
  words: { word: string; help: string }[];
}

/** Every command with the words that may follow it. */
function nodes(command: Command, path: string[] = []): Node[] {
  const options = [...command.options, ...(path.length > 0 ? program().options : [])];
  const words = [
    ...command.commands.map((it) => ({ word: it.name(), help: it.description() })),
    ...options.flatMap(({ long, description }) => (long ? [{ word: long, help: description }] : [])),
  ];
  return [{ path: path.join(" "), words }, ...command.commands.flatMap((it) => nodes(it, [...path, it.name()]))];
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The words that are commands, so that the path so far can be told from arguments. */
const bash = (all: Node[]): string => `# bash completion for nightdesk
_nightdesk() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${all.flatMap(({ path }) => (path ? [path.split(" ").join("/")] : [])).join(" ")} " in *" \${path:+$path/}$word "*) path="\${path:+$path/}$word" ;; esac
  done
  case "$path" in
${all.map(({ path, words }) => `    ${quote(path.split(" ").join("/"))}) COMPREPLY=($(compgen -W ${quote(words.map(({ word }) => word).join(" "))} -- "\${COMP_WORDS[COMP_CWORD]}")) ;;`).join("\n")}
  esac
}
complete -o default -F _nightdesk nightdesk`;

const zsh = (all: Node[]): string => `#compdef nightdesk
autoload -U +X bashcompinit && bashcompinit
${bash(all)}`;

function fish(all: Node[]): string {
  const lines = all.flatMap(({ path, words }) => {
    const seen =
      path === ""
        ? "__fish_use_subcommand"
        : path
            .split(" ")
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join("; and ");
    return words.map(({ word, help }) =>
      word.startsWith("--")
        ? `complete -c nightdesk -n ${quote(seen)} -l ${word.slice(2)} -d ${quote(help)}`
        : `complete -c nightdesk -f -n ${quote(seen)} -a ${word} -d ${quote(help)}`,
    );
  });
  return ["# fish completion for nightdesk", ...lines].join("\n");
}

const SHELLS = { bash, zsh, fish };

/** `nightdesk completion`: a script for the shell, made from the commands themselves. */
export async function completion([shell = ""]: string[]): Promise<void> {
  if (!Object.hasOwn(SHELLS, shell))
    throw new Fault("usage", `no completion for ${shell}`, { next: "One of: bash, zsh, fish." });
  process.stdout.write(`${SHELLS[shell as keyof typeof SHELLS](nodes(program()))}\n`);
}
