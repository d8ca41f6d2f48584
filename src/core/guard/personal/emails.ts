import type { Detector, Finding } from "../finding.ts";

const LOCAL = /[A-Za-z0-9\u00c0-\u024f._%+'-]/;
const DOMAIN = /[A-Za-z0-9\u00c0-\u024f.-]/;
/** RFC 5321, 4.5.3.1. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
const HOST = /^(?:[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f-]{0,62})\.){1,8}[A-Za-z]{2,24}/;
const SPELT =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?(?:\(at\)|\[at\]|\{at\}) ?[A-Za-z0-9-]{1,63}(?: ?(?:\.|\(dot\)|\[dot\]|\{dot\}) ?[A-Za-z]{2,24}){1,3}/gi;

/** E-mail addresses, found from their at sign: a pattern that begins at each letter would read long texts again and again. */
export const emails: Detector = {
  name: "e-mail address",
  worth: ({ at, words }) => at || words > 2,
  find(text) {
    const found: Finding[] = [];
    for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", sign + 1)) {
      let start = sign;
      while (start > 0 && sign - start <= LONGEST_LOCAL && LOCAL.test(text[start - 1] as string)) start -= 1;
      let end = sign + 1;
      while (end < text.length && end - sign <= LONGEST_DOMAIN && DOMAIN.test(text[end] as string)) end += 1;
      const host = HOST.exec(text.slice(sign + 1, end))?.[0];
      if (start < sign && sign - start <= LONGEST_LOCAL && host !== undefined)
        found.push({ start, end: sign + 1 + host.length, kind: "email" });
    }
    if (!/[([{]at[)\]}]/i.test(text)) return found;
    return [
      ...found,
      ...Array.from(
        text.matchAll(SPELT),
        ({ index: start, 0: it }): Finding => ({ start, end: start + it.length, kind: "email" }),
      ),
    ];
  },
};
