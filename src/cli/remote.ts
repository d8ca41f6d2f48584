import { readFile } from "node:fs/promises";
import { Fault } from "../core/errors.ts";
import { secret } from "./secrets.ts";

/** How a command says which desk it means. */
export interface AccessOptions {
  config?: string;
  json?: boolean;
  server?: string;
  tokenFile?: string;
  as?: string;
}

/** The token for --server: from --token-file, NIGHTDESK_TOKEN, or the file that NIGHTDESK_TOKEN_FILE names; never from an argument. */
export async function remoteToken({ tokenFile }: AccessOptions): Promise<string> {
  const token =
    tokenFile === undefined ? await secret("TOKEN") : await readFile(tokenFile, "utf8").catch(() => undefined);
  if (token !== undefined && token.trim() !== "") return token.trim();
  throw new Fault(
    "unauthorised",
    tokenFile === undefined ? "there is no token for the server" : `cannot read a token from ${tokenFile}`,
    {
      next: "Set NIGHTDESK_TOKEN, or put it in a file and name it with --token-file. `nightdesk token create` makes one.",
    },
  );
}

/** An address without the slash at its end; a Fault for what is none. */
export function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.href.replace(/\/$/, "");
  throw new Fault("usage", `${text} is not the address of a server`, { next: "It looks like http://127.0.0.1:7333." });
}
