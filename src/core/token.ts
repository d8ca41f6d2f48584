import type { Instant } from "./time.ts";

/** An access token: the secret itself is never stored, only its SHA-256. */
export interface TokenRow {
  id: string;
  name: string;
  role: string;
  /** Hex SHA-256 of the secret. */
  hash: string;
  createdAt: Instant;
  createdBy: string;
  revokedAt: Instant | null;
}
