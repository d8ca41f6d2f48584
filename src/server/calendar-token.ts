import { randomBytes, randomUUID } from "node:crypto";
import type { Store } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import type { TokenRow } from "../core/token.ts";
import { hashToken } from "./auth.ts";

/** Of no use as a token of the API: no route admits this role. */
const ROLE = "calendar";
const SECRET = /^nd_calendar_[A-Za-z0-9_-]{43}$/;

/** A secret for the address of one schedule's calendar. Shown once; only its hash is kept. `label` says whose it is. */
export function newCalendarToken({
  schedule,
  label,
  by,
  now,
}: {
  schedule: string;
  label: string;
  by: string;
  now: Instant;
}): { secret: string; row: TokenRow } {
  const secret = `nd_calendar_${randomBytes(32).toString("base64url")}`;
  const row: TokenRow = {
    id: randomUUID(),
    name: `${schedule}: ${label}`,
    role: ROLE,
    hash: hashToken(secret),
    createdAt: now,
    createdBy: by,
    revokedAt: null,
  };
  return { secret, row };
}

/** The schedule whose calendar a secret opens; undefined when it opens none, or was revoked. */
export async function scheduleOf(store: Pick<Store, "tokenByHash">, secret: string): Promise<string | undefined> {
  if (!SECRET.test(secret)) return undefined;
  const row = await store.tokenByHash(hashToken(secret));
  return row?.role === ROLE && row.revokedAt === null ? row.name.split(":")[0] : undefined;
}
