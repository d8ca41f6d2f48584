/** Names and quoted words lose every meaning that Discord's markdown would give them, and call nobody. */
export const escaped = (text: string): string =>
  text.replace(/[\\*_~`|>#\-[\]()<@:]/g, (mark) => (mark === "@" ? "@\u200b" : `\\${mark}`));

/**
 * A link that shows one thing and leads to another is shown in full: "[here](https://x)" becomes "here (https://x)". However strangely one is
 * written, nothing stays that Discord would take for one: it wants the brackets next to each other.
 */
export const unmasked = (text: string): string =>
  text
    .replace(
      /\[([^\][\n]{1,200})\]\(\s*<?(https?:\/\/[^\s)>]{1,500})>?(?:\s+"[^"\n]*")?\s*\)/gi,
      (_, label: string, url: string) => (label === url ? url : `${label} (${url})`),
    )
    .replaceAll("](", "] (");

/** "— Source: …" in small print, as Discord has it. */
export const small = (text: string): string => text.replace(/^— (.+)$/gm, "-# $1");
