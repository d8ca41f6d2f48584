import type { Detector, Finding } from "../finding.ts";

const NAMED =
  /(?:backup|back-up|recovery|emergency|scratch|rescue|one-time|2fa)[ -]{0,2}(?:verification )?codes?|备用(?:验证)?码|备份码|恢复码|救援码|備用碼|還原碼/gi;
const ONE =
  /(?<![A-Za-z0-9-])(?:[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){1,4}|[A-Za-z0-9]{4,5} [A-Za-z0-9]{4,5}|[A-Za-z0-9]{6,16})(?![A-Za-z0-9-])/g;
const FIRST_WITHIN = 40;
const NEXT_WITHIN = 12;
const LONGEST_LIST = 1_000;

/** Lists of backup codes: what follows the name, as long as one stands close to the other. */
export const backupCodes: Detector = {
  name: "backup codes",
  worth: ({ digits }) => digits >= 4,
  find(text) {
    const found: Finding[] = [];
    let from = 0;
    for (const { index, 0: name } of text.matchAll(NAMED)) {
      if (index < from) continue;
      const start = index + name.length;
      let last = start + FIRST_WITHIN - NEXT_WITHIN;
      for (const match of text.slice(start, start + LONGEST_LIST).matchAll(ONE)) {
        const at = start + match.index;
        if (at - last > NEXT_WITHIN) break;
        if (!isCode(match[0])) continue;
        last = at + match[0].length;
        from = last;
        found.push({ start: at, end: last, kind: "code" });
      }
    }
    return found;
  },
};

/** Two digits at least, and each part as codes are: no year, no word with a number behind it ("about 41000"). */
const isCode = (word: string): boolean =>
  !/^[A-Za-z]+ \d+$/.test(word) && (word.match(/\d/g)?.length ?? 0) >= 2 && word.replace(/[ -]/g, "").length >= 6;
