/** Slack reads & < > as markup and <!channel> as a shout: text that is data goes through here. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** As people typed it: Slack sends its own three entities, and links as <url|text>. */
export function plain(text: string): string {
  return text
    .replace(/<(https?:[^|>]+|mailto:[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label: string | undefined) =>
      label === undefined || url.endsWith(label) ? url.replace(/^mailto:/, "") : `${label} (${url})`,
    )
    .replace(/<([@#!])([^|>]+)(?:\|([^>]*))?>/g, (_, mark: string, id: string, label: string | undefined) =>
      mark === "!" ? `@${label ?? id}` : `${mark}${label ?? id}`,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** The Markdown of an article as Slack's mrkdwn: bold, headings, and links that show where they lead. */
export function mrkdwn(markdown: string): string {
  return escaped(markdown)
    .replace(/^#{1,6}[ \t]+(.+)$/gm, "*$1*")
    .replace(/\*\*([^*\n]+)\*\*/g, "*$1*")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "$1 ($2)");
}

const ENDS = /[.!?。！？；]\s*|\n+/gu;

/** Cuts a text into parts of at most `max` code units, at the end of a line or sentence where there is one. */
export function split(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const window = rest.slice(0, max);
    const ends = [...window.matchAll(ENDS)].map((it) => it.index + it[0].length).filter((it) => it > max / 4);
    const space = window.lastIndexOf(" ");
    const hard = /[\ud800-\udbff]$/.test(window) ? max - 1 : max;
    const at = ends.at(-1) ?? (space > max / 4 ? space + 1 : hard);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest].map((it) => it.trim()).filter((it) => it !== "");
}

/** A moment in the reader's own zone, with UTC for who cannot have that. */
export const moment = (at: number): string =>
  `<!date^${Math.floor(at / 1_000)}^{date_short_pretty} {time}|${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC>`;
