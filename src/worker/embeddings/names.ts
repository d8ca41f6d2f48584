import { createHash } from "node:crypto";
import { basename } from "node:path";

/** Names a model in a folder by what pins its files. */
export const localName = (folder: string, sha256: string): string =>
  `${basename(folder)}@${sha256.slice(0, 12).toLowerCase()}`;

/** Names a model behind an endpoint: what is asked of it decides what comes back. */
export function endpointName(url: string, model: string, dimensions: number | undefined): string {
  const asked = JSON.stringify([url, model, dimensions ?? null]);
  return `${basename(model)}@${createHash("sha256").update(asked).digest("hex").slice(0, 12)}`;
}
