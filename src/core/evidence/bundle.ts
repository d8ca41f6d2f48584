import { z } from "zod";
import { canonical, sha256 } from "../audit/entry.ts";
import { isSignedBy, readVerifier, type Signer, signatureLine, type Verifier, verifierText } from "../audit/keys.ts";

/** Who had it in hand: goes into the document as into the audit log. */
const custodySchema = z.strictObject({
  export: z.string().max(100),
  at: z.int(),
  by: z.string().max(100),
  desk: z.string().max(100),
  /** The authority or whoever else it is for, and why. */
  to: z.string().max(500),
  why: z.string().max(2_000),
  /** Of the register of requests; null for none. */
  request: z.string().max(100).nullable(),
  ticket: z.int(),
  /** Number and hash of the audit log's newest entry when it was made. */
  log: z.strictObject({ size: z.int(), hash: z.string().max(64) }),
});
export type Custody = z.output<typeof custodySchema>;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const itemSchema = z.strictObject({ name: z.string().max(100), bytes: z.int(), sha256: hex, link: hex });
const manifestSchema = z.strictObject({ custody: custodySchema, items: z.array(itemSchema).max(10_000) });

const bundleSchema = z.strictObject({
  format: z.literal("nightdesk-evidence-1"),
  key: z.string().max(300),
  manifest: manifestSchema,
  signature: z.string().max(300),
  items: z.record(z.string(), z.string()),
});
/** Evidence that can be checked with nothing but itself and the fingerprint of the desk's key. */
export type Evidence = z.output<typeof bundleSchema>;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Each item's link holds the one before it: none can be taken out, added or moved. */
function chain(items: Readonly<Record<string, string>>): z.output<typeof itemSchema>[] {
  let link = "0".repeat(64);
  return Object.entries(items).map(([name, text]) => {
    const item = { name, bytes: bytesOf(text), sha256: sha256(text) };
    link = sha256(canonical({ ...item, before: link }));
    return { ...item, link };
  });
}

/** Puts items together, in their order, with their manifest, signed. */
export function sealEvidence(items: Readonly<Record<string, string>>, custody: Custody, signer: Signer): Evidence {
  const manifest = { custody, items: chain(items) };
  const key = verifierText(signer);
  const signature = signatureLine(canonical(manifest), signer);
  return { format: "nightdesk-evidence-1", key, manifest, signature, items: { ...items } };
}

export type EvidenceVerdict =
  | { ok: true; custody: Custody; verifier: Verifier; findings: string[]; items: Record<string, string> }
  | { ok: false; says: string };

/** Checks evidence offline; a key that the caller knows takes the place of the one inside. */
export function verifyEvidence(text: string, known?: Verifier): EvidenceVerdict {
  const read = bundleSchema.safeParse(parsed(text)).data;
  const verifier = known ?? (read && readVerifier(read.key));
  if (read === undefined || verifier === undefined) return { ok: false, says: "it is no evidence of nightdesk" };
  const { manifest, signature, items } = read;
  const findings: string[] = [];
  if (!isSignedBy(canonical(manifest), signature, verifier))
    findings.push(`the manifest is not signed by ${verifier.name}`);
  const named = new Map(manifest.items.map((it) => [it.name, it]));
  for (const name of Object.keys(items)) if (!named.has(name)) findings.push(`${name} is not in the manifest`);
  const inOrder: Record<string, string> = {};
  for (const { name, bytes, sha256: digest } of manifest.items) {
    const item = items[name];
    if (item === undefined) findings.push(`${name} is missing`);
    else if (sha256(item) !== digest || bytesOf(item) !== bytes) findings.push(`${name} is not what was signed`);
    if (item !== undefined) inOrder[name] = item;
  }
  if (findings.length === 0 && canonical(chain(inOrder)) !== canonical(manifest.items))
    findings.push("the chain of the manifest is broken");
  return { ok: true, custody: manifest.custody, verifier, findings, items };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
