import { random } from "./random.ts";

/*
 * In the tables a customer goes by a name that says nothing: "~" and 22 random characters. Only the subject's row connects it with the
 * identity, sealed; once that is gone, it is nobody's. It never leaves the store: readers get the identity, or `erased:…`.
 */
const NAME = /~[A-Za-z0-9_-]{22}/;
const EXACTLY = new RegExp(`^${NAME.source}$`);
const QUOTED = new RegExp(`"(customer:)?(${NAME.source})"`, "g");
const ERASED = /^erased:([A-Za-z0-9_-]{22})$/;
/** A channel and an id on it; the first is never a channel. */
const IDENTITY = /^[a-z]{1,20}:[^\s"]{1,200}$/;
const STREAM = "customer:";
const ACCOUNT = "account:";

export const newName = (): string => `~${random(16).toString("base64url")}`;
export const isName = (text: string): boolean => EXACTLY.test(text);

/** What readers see of a subject that was erased. */
export const erasedIdentity = (name: string): string => `erased:${name.slice(1)}`;
/** The name of one that was erased, from what readers see of it. */
export const erasedName = (identity: string): string | undefined => {
  const rest = ERASED.exec(identity)?.[1];
  return rest === undefined ? undefined : `~${rest}`;
};

/** An account at the exchange, apart from the customers whose it is. */
export const accountIdentity = (account: string): string =>
  erasedName(account) === undefined ? `${ACCOUNT}${account}` : account;

/** An identity as readers see it. */
export const shown = (identity: string): string =>
  identity.startsWith(ACCOUNT) ? identity.slice(ACCOUNT.length) : identity;

/** Whom a field of an event or an effect names; undefined where it names nobody, or does it by a name already. */
function identityIn(field: string, value: unknown): string | undefined {
  if (typeof value !== "string" || value === "" || isName(value)) return undefined;
  if (field === "customer") return value;
  if (field === "account") return accountIdentity(value);
  if (field === "author") return IDENTITY.test(value) ? value : undefined;
  const identity = field === "stream" ? identityOfStream(value) : undefined;
  return identity !== undefined && isName(identity) ? undefined : identity;
}

/** Most name nobody: a look at the JSON, which is written anyhow, costs a fraction of one at each field. */
const MENTIONS = /"(?:customer|author|account)":|"customer:/;
/** The JSON of what was looked at and is not written yet. */
const looked = new WeakMap<object, string>();

/** The identities in an event or an effect. */
export function* identitiesIn(value: object): Generator<string> {
  const json = JSON.stringify(value);
  looked.set(value, json);
  if (MENTIONS.test(json)) yield* namedIn(value);
}

function* namedIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [field, part] of Object.entries(value)) {
    const identity = identityIn(field, part);
    if (identity !== undefined) yield identity;
    else yield* namedIn(part);
  }
}

/** As JSON, with names in place of identities. */
export function concealed(value: object, nameOf: (identity: string) => string): string {
  const json = looked.get(value) ?? JSON.stringify(value);
  looked.delete(value);
  if (!MENTIONS.test(json)) return json;
  return JSON.stringify(value, (field, part) => {
    const identity = identityIn(field, part);
    if (identity === undefined) return part;
    return field === "stream" ? streamOf(nameOf(identity)) : nameOf(identity);
  });
}

/** The names in a JSON text. */
export const namesIn = (json: string): string[] => [...json.matchAll(QUOTED)].map(([, , name]) => name ?? "");

/** The value of a JSON text, with identities in place of names. */
export const revealed = <T>(json: string, identityOf: (name: string) => string): T =>
  JSON.parse(
    json.replace(QUOTED, (_, stream: string | undefined, name: string) =>
      JSON.stringify(`${stream ?? ""}${shown(identityOf(name))}`),
    ),
  );

/** The identity that a stream is named by; undefined for all other streams. */
export const identityOfStream = (stream: string): string | undefined =>
  stream.startsWith(STREAM) ? stream.slice(STREAM.length) : undefined;
export const streamOf = (name: string): `customer:${string}` => `customer:${name}`;
