import { createSecretKey } from "node:crypto";
import { dirname } from "node:path";
import { databaseUrl } from "./runtime.ts";
import { hexKey, keyIn, makeKey, secret } from "./secrets.ts";

const LOST = "Restore it from a backup: without it nobody can read the notes to compliance.";

/**
 * Opens the vault of notes to compliance: a file beside the data folder, or a schema of its own in NIGHTDESK_COMPLIANCE_DATABASE_URL, else
 * in the desk's database. The key is NIGHTDESK_COMPLIANCE_KEY (64 hexadecimal digits), else a file beside the data folder.
 */
export async function openComplianceVault(data: string) {
  const { postgresVault, sqliteVault } = await import("../store/compliance/sql.ts");
  const given = await secret("COMPLIANCE_KEY");
  const file = `${data}.compliance.key`;
  const bytes =
    given === undefined
      ? ((await keyIn(file, LOST)) ?? (await makeKey(dirname(file), file, LOST)))
      : hexKey("NIGHTDESK_COMPLIANCE_KEY", given);
  const key = createSecretKey(bytes);
  const url = (await secret("COMPLIANCE_DATABASE_URL")) ?? (await databaseUrl());
  return url === undefined ? sqliteVault(`${data}.compliance.db`, key) : postgresVault(url, key);
}
