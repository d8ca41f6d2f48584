import stringWidth from "string-width";
import { macrosIn } from "../../core/macro/macro.ts";
import { print, table } from "../out.ts";
import { loadPolicy } from "../policy.ts";

/** `nightdesk macros list`: the canned replies of the configuration. */
export async function list(
  _: string[],
  options: { json?: boolean; config?: string; language?: string; text?: boolean },
): Promise<void> {
  const { macros } = (await loadPolicy({ ...options, articles: false, outgoing: true })).policy;
  const chosen = options.language === undefined ? macros : macrosIn(macros, options.language);
  const shown = chosen.map(({ id, language, title, text }) => ({ id, language, title, text }));
  print(options.json, { macros: shown }, () => {
    if (shown.length === 0) return "no macros; a macro is a Markdown file: macros/<language>/<id>.md";
    const rows = [["MACRO", "LG", "TITLE"], ...shown.map(({ id, language, title }) => [id, language, title])];
    if (options.text !== true) return table(rows, stringWidth);
    return shown.map(({ id, language, title, text }) => `${id}  ${language}  ${title}\n\n${text}`).join("\n\n---\n\n");
  });
}
