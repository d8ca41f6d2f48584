import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from "node:crypto";

/** Who signs: an ed25519 key under a name, which shows in checkpoints and evidence. */
export interface Signer {
  name: string;
  key: KeyObject;
}

/** What a signature is checked with. */
export interface Verifier {
  name: string;
  key: KeyObject;
}

/** The four bytes by which a signed note names its key: https://c2sp.org/signed-note */
const ED25519 = Buffer.from([1]);
const keyId = (name: string, raw: Buffer): Buffer =>
  hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), ED25519, raw]), "buffer").subarray(0, 4);

const publicOf = (key: KeyObject): KeyObject => (key.type === "public" ? key : createPublicKey(key));
/** The 32 bytes of an ed25519 public key: what stands at the end of its SPKI. */
const rawOf = (key: KeyObject): Buffer => publicOf(key).export({ type: "spki", format: "der" }).subarray(-32);
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** Names may not hold spaces or plus signs; a desk's name may. */
export const signerName = (desk: string): string => `nightdesk/${desk.replace(/[\s+]+/g, "-")}`;

/** The private key that 32 secret bytes stand for: RFC 8032, section 5.1.5, in the wrapping of RFC 8410. */
export const signingKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });

/** The public key as text that names it and says of what kind it is, as signed notes have it: `name+id+key`. */
export function verifierText({ name, key }: Verifier): string {
  const raw = rawOf(key);
  return `${name}+${keyId(name, raw).toString("hex")}+${Buffer.concat([ED25519, raw]).toString("base64")}`;
}

/** Reads that text; undefined when it is none, or its parts do not belong together. */
export function readVerifier(text: string): Verifier | undefined {
  const [, name = "", id, encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== 33 || bytes[0] !== 1) return undefined;
  const raw = bytes.subarray(1);
  if (keyId(name, raw).toString("hex") !== id) return undefined;
  return { name, key: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" }) };
}

/** What people compare by telephone: the beginning of the SHA-256 of the public key, in groups of four. */
export const fingerprint = (key: KeyObject): string =>
  (hash("sha256", rawOf(key), "hex").match(/.{4}/g) ?? []).slice(0, 10).join(" ");

/** The signature line of a note. */
export function signatureLine(text: string, { name, key }: Signer): string {
  const signed = Buffer.concat([keyId(name, rawOf(key)), sign(null, Buffer.from(text), key)]);
  return `— ${name} ${signed.toString("base64")}`;
}

/** Whether a line signs a text by that key. */
export function isSignedBy(text: string, line: string, { name, key }: Verifier): boolean {
  const [, signer, encoded = ""] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  if (signer !== name || bytes.length !== 68 || !bytes.subarray(0, 4).equals(keyId(name, rawOf(key)))) return false;
  return verify(null, Buffer.from(text), publicOf(key), bytes.subarray(4));
}
