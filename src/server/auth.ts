import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Store } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import type { TokenRow } from "../core/token.ts";
import { ROLES, type Role } from "./api.ts";

/** Who is asking: the token's name stands for the person in everything that is recorded. */
export interface Principal {
  /** The token's. */
  id: string;
  name: string;
  role: Role;
  /** Of the token, to ask again whether it still counts. */
  hash: string;
}

const SECRET = new RegExp(`^nd_(?:${ROLES.join("|")})_[A-Za-z0-9_-]{43}$`);

/** Hex SHA-256: all that is kept of a token. A token has 256 random bits, so no slow or salted hash is needed. */
export const hashToken = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Makes a token. The secret, `nd_<role>_` and 43 characters, is shown once and stored nowhere. */
export function newToken({ name, role, by, now }: { name: string; role: Role; by: string; now: Instant }): {
  secret: string;
  row: TokenRow;
} {
  const secret = `nd_${role}_${randomBytes(32).toString("base64url")}`;
  const row = { id: randomUUID(), name, role, hash: hashToken(secret), createdAt: now, createdBy: by, revokedAt: null };
  return { secret, row };
}

type Identified =
  | { ok: true; principal: Principal }
  | { ok: false; because: "missing" | "malformed" | "unknown" | "revoked" };

/** Who an Authorization header speaks for. Found by its hash, so no comparison of secrets can leak through time. */
export async function identify(
  store: Pick<Store, "tokenByHash">,
  authorization: string | undefined,
): Promise<Identified> {
  if (authorization === undefined) return { ok: false, because: "missing" };
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (secret === undefined || !SECRET.test(secret)) return { ok: false, because: "malformed" };
  const hash = hashToken(secret);
  const token = await store.tokenByHash(hash);
  const role = ROLES.find((it) => it === token?.role);
  if (token === undefined || role === undefined) return { ok: false, because: "unknown" };
  if (token.revokedAt !== null) return { ok: false, because: "revoked" };
  return { ok: true, principal: { id: token.id, name: token.name, role, hash } };
}

/** Whether a principal's token still counts. */
export async function stillCounts(store: Pick<Store, "tokenByHash">, { hash }: Principal): Promise<boolean> {
  const token = await store.tokenByHash(hash);
  return token !== undefined && token.revokedAt === null;
}
