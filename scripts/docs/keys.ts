import type { CommandPlace } from "../../src/cli/tui/commands/ids.ts";
import { COMMANDS, keyLabel } from "../../src/cli/tui/commands/table.ts";
import { en } from "../../src/cli/tui/words/en.ts";
import { zh } from "../../src/cli/tui/words/zh.ts";

const PLACES: Record<CommandPlace, string> = {
  list: "In the queue",
  ticket: "In a ticket",
  composer: "While writing",
  customer: "As a customer (demonstration)",
  room: "On the other screens",
  security: "On security",
  shift: "On the shift",
  handover: "While handing over",
  knowledge: "In the knowledge base",
  stats: "In the figures",
  activity: "In activity",
  any: "Everywhere",
};

const keycap = (keys: string): string =>
  `<kbd>${keyLabel(keys).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "&#124;")}</kbd>`;

/** docs/reference/keys.md: the table that the footer, the help and the palette are made of. */
export function keysPage(): string {
  const sections = (Object.keys(PLACES) as CommandPlace[]).flatMap((place) => {
    const rows = COMMANDS.filter((it) => it.place === place).map(
      ({ id, keys }) => `| ${keys.map(keycap).join(" ")} | ${en.command[id]} | ${zh.command[id]} | \`${id}\` |`,
    );
    return [`## ${PLACES[place]}`, "", "| Keys | Command | 命令 | Name |", "| --- | --- | --- | --- |", ...rows, ""];
  });
  return [
    "# Keys of the terminal interface",
    "",
    "`?` shows those of the screen you are on, `:` finds any command by name and shows its key.",
    "",
    "Other keys for yourself: `keymap.json` in `$XDG_CONFIG_HOME/nightdesk` (`~/.config/nightdesk`) names commands and their keys, such as",
    '`{"acknowledge": ["A"], "go-shift": ["g s", "O"], "customer": []}`. A file in which two commands have one key, or one key hides a longer',
    "one, is refused as a whole, and the terminal says why. Where text is typed a letter stays a letter.",
    "",
    ...sections,
  ].join("\n");
}
