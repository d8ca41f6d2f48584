import type { Detector, Finding } from "../finding.ts";
import { namedValues, SAYS } from "../named.ts";

const NAMES =
  "passport|护照|護照|id card|identity card|national id|identification|driver'?s? licen[cs]e|driving licen[cs]e|licen[cs]e number|residence permit|身份证|身份證|证件|證件|驾照|驾驶证|aadhaar|aadhar|nric|hkid|voter id|national insurance|\\bnino\\b";
const NAMED = new RegExp(`(?:${NAMES})(?:号码?|號碼?)?${SAYS}([A-Z0-9](?:[ -]?[A-Z0-9]){5,19})(?![A-Za-z0-9])`, "gi");
const CALLED = new RegExp(`${NAMES}|ssn|social security`, "i");
const SOCIAL = /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g;
const SOCIAL_NAMED = new RegExp(
  `(?<![A-Za-z])(?:ssn|social security)${SAYS}(\\d{3}[ -]?\\d{2}[ -]?\\d{4})(?!\\d)`,
  "gi",
);
const RESIDENT =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g;
const HONG_KONG = /(?<![A-Za-z0-9])[A-Z]{1,2}\d{6}\([0-9A]\)/g;

/** Before the check character, which may be an X. */
const RESIDENT_DIGITS = 17;
const HONG_KONG_DIGITS = 6;

/** Passports, identity cards, licences where they are called so; resident and social security numbers wherever they stand. */
export const documents: Detector = {
  name: "identity document",
  worth: ({ digits }) => digits >= 5,
  find(text, { dashes, longestNumber }) {
    const plain = (pattern: RegExp, holds: (it: string) => boolean = () => true) =>
      Array.from(text.matchAll(pattern), ({ index: start, 0: it }) => ({ start, end: start + it.length, it }))
        .filter(({ it }) => holds(it))
        .map(({ start, end }): Finding => ({ start, end, kind: "document" }));
    const called = CALLED.test(text)
      ? [
          ...namedValues(text, NAMED, "document", (value) => (value.match(/\d/g)?.length ?? 0) >= 5),
          ...namedValues(text, SOCIAL_NAMED, "document"),
        ]
      : [];
    return [
      ...called,
      ...(dashes >= 2 ? plain(SOCIAL) : []),
      ...(longestNumber >= RESIDENT_DIGITS ? plain(RESIDENT, residentHolds) : []),
      ...(longestNumber >= HONG_KONG_DIGITS && text.includes("(") ? plain(HONG_KONG) : []),
    ];
  },
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643-1999. */
const residentHolds = (id: string): boolean =>
  "10X98765432"[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(id[i]), 0) % 11] === id[17]?.toUpperCase();
