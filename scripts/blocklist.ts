/*
 * Makes assets/blocklist.bin, the list of bad domains that comes with nightdesk, from the all.json of polkadot-js/phishing
 * (https://polkadot.js.org/phishing/): npx tsx scripts/blocklist.ts all.json 2026-11-26
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { packBlocklist } from "../src/core/guard/blocklist.ts";
import { parseBadDomains } from "../src/core/guard/links/bad-domains.ts";

const [source, made] = process.argv.slice(2);
if (source === undefined || made === undefined)
  throw new Error("usage: npx tsx scripts/blocklist.ts <all.json> <date>");
const { domains, leftOut } = parseBadDomains(await readFile(source, "utf8"));
const bytes = packBlocklist(domains, { source: "polkadot-js/phishing, Apache-2.0", made });
await mkdir("assets", { recursive: true });
await writeFile("assets/blocklist.bin", bytes);
process.stdout.write(`${domains.size} domains, ${leftOut} left out, ${bytes.length} bytes\n`);
