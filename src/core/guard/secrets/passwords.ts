import type { Detector } from "../finding.ts";
import { COUNTS, namedValues } from "../named.ts";

const VALUE = "[^\\s,;，。；、！？]{4,64}";
const IS = "\\s{0,3}(?:is|was|are|=|:|：|->|是|为|為|就是)\\s{0,3}:?\\s{0,2}";
const ENGLISH = new RegExp(
  `(?<![A-Za-z])(?:pass ?words?|passwd|pwd|pass ?codes?|contraseña|passwort|mot de passe|senha|пароль)${IS}(${VALUE})`,
  "gi",
);
const SHORT = new RegExp(`(?<![A-Za-z])(?:pass|pin|pin ?code)\\s{0,3}(?:=|:|：|is)\\s{0,3}(${VALUE})`, "gi");
const MINE = /(?<![A-Za-z])my (?:[a-z]{1,12} )?(?:password|passcode|pwd|pin) {1,2}([^\s,;]{4,64})/gi;
const CHINESE = /(?:密码|密碼|口令)(?:就)?\s{0,2}(?:是|为|為|：|:|=|\s)\s{0,2}[“"'「]?([\x21-\x7e]{4,64})/g;
const NAMED = /pass|pwd|pin|密码|密碼|口令|contrase|senha|парол|mot de/i;

/** Passwords that are called so, where what follows is no word of a sentence: "my password is hunter2", not "my password is wrong". */
export const passwords: Detector = {
  name: "password",
  worth: ({ length }) => length >= 8,
  find(text) {
    if (!NAMED.test(text)) return [];
    return [
      ...namedValues(text, ENGLISH, "password", isPassword),
      ...namedValues(text, SHORT, "password", isPassword),
      ...namedValues(text, MINE, "password", (value, after) => isPassword(value, after) && /[A-Za-z]/.test(value)),
      ...namedValues(text, CHINESE, "password", isPassword),
    ];
  },
};

/** A digit, a sign or a capital inside: words of a sentence have none of them. What is quoted is a password in any case. */
function isPassword(value: string, after: string): boolean {
  if (COUNTS.test(after) || /:\/\/|^\W*\{\{|\.\.\.|…/.test(value)) return false;
  if (/^["“'‘「`][^"”'’」`]{3,}["”'’」`]/.test(value)) return true;
  const inner = value.replace(/^[("“'‘「*`]+|[.,!?)"”'’」*`:]+$/g, "");
  if (inner.length < 4 || /^\d{1,3}[-–~]\d{1,3}/.test(inner)) return false;
  return /\d/.test(inner) || /[!@#$%^&*_+=~<>|\\]/.test(inner) || /[a-z][A-Z]/.test(inner);
}
