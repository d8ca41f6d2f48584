import { InvalidArgumentError } from "commander";

export const port = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
};

export const count = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 500) return number;
  throw new InvalidArgumentError("A whole number from 1 to 500.");
};

export const share = (text: string): number => {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("A share is a number from 0 to 1, such as 0.9.");
};

export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line.includes("nightdesk ") ? line : `nightdesk ${line}`}`).join("\n")}`;

/** A date, or a date and time, as milliseconds. */
export const dateOf = (text: string): number => {
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  throw new InvalidArgumentError("A date looks like 2026-11-20.");
};

export const entryNumber = (text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("An entry is a whole number from 1.");
};
