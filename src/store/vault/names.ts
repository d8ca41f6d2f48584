import { random } from "./random.ts";

/*
 * In the tables a customer goes by a name that says nothing: "~" and 22 random characters. Only the subject's row connects it with the
 * identity, sealed; once that is gone, it is nobody's. It never leaves the store: readers get the identity, or `erased:…`.
 */
const NAME = /~[A-Za-z0-9_-]{22}/;
const EXACTLY = new RegExp(`^${NAME.source}$`);
const QUOTED = new RegExp(`"(${NAME.source})"`, "g");
const ERASED = /^erased:([A-Za-z0-9_-]{22})$/;
/** A channel and an id on it; the first is never a channel. */
const IDENTITY = /^[a-z]{1,20}:[^\s"]{1,200}$/;
const STREAM = "customer:";

export const newName = (): string => `~${random(16).toString("base64url")}`;
export const isName = (text: string): boolean => EXACTLY.test(text);

/** What readers see of a subject that was erased. */
export const erasedIdentity = (name: string): string => `erased:${name.slice(1)}`;
/** The name of one that was erased, from what readers see of it. */
export const erasedName = (identity: string): string | undefined => {
  const rest = ERASED.exec(identity)?.[1];
  return rest === undefined ? undefined : `~${rest}`;
};

/** Fields of events and effects that say who a customer or an author in public is. */
const holdsIdentity = (field: string, value: unknown): value is string =>
  typeof value === "string" && (field === "customer" || (field === "author" && IDENTITY.test(value)));

/** The identities in an event or an effect. */
export function* identitiesIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [field, part] of Object.entries(value))
    if (holdsIdentity(field, part)) yield part;
    else yield* identitiesIn(part);
}

/** As JSON, with names in place of identities. */
export function concealed(value: unknown, nameOf: (identity: string) => string): string {
  const json = JSON.stringify(value);
  // Most have none, and are written twice as fast without a look at each field.
  if (!/"(?:customer|author)":/.test(json)) return json;
  return JSON.stringify(value, (field, part) => (holdsIdentity(field, part) && !isName(part) ? nameOf(part) : part));
}

/** The names in a JSON text. */
export const namesIn = (json: string): string[] => [...json.matchAll(QUOTED)].map(([, name]) => name ?? "");

/** The value of a JSON text, with identities in place of names. */
export const revealed = <T>(json: string, identityOf: (name: string) => string): T =>
  JSON.parse(json.includes('"~') ? json.replace(QUOTED, (_, name) => JSON.stringify(identityOf(name))) : json);

/** The identity that a stream is named by; undefined for all other streams. */
export const identityOfStream = (stream: string): string | undefined =>
  stream.startsWith(STREAM) ? stream.slice(STREAM.length) : undefined;
export const streamOf = (name: string): `customer:${string}` => `customer:${name}`;
