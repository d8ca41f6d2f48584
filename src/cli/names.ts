import { Fault } from "../core/errors.ts";
import { cleanText } from "../core/text.ts";

/** The name a responder's actions are signed with, as customers and terminals may see it: one line of 1 to 64 printable characters. */
export function personName(text: string): string {
  const name = text.normalize("NFC").trim();
  if (name !== "" && name.length <= 64 && name === cleanText(name) && !/[\n\t]/.test(name)) return name;
  throw new Fault("usage", "a name is one line of 1 to 64 printable characters", { next: "For example --as mei." });
}
