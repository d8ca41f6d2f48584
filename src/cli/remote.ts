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
  const given =
    tokenFile === undefined ? await secret("TOKEN") : await readFile(tokenFile, "utf8").catch(() => undefined);
  const token = given?.trim();
  if (token === undefined || token === "") {
    const what = tokenFile === undefined ? "there is no token for the server" : `cannot read a token from ${tokenFile}`;
    throw new Fault("unauthorised", what, {
      next: "Set NIGHTDESK_TOKEN, or put it in a file and name it with --token-file. `nightdesk token create` makes one.",
    });
  }
  // What it holds is not repeated: it may be a token with something around it.
  if (!TOKEN.test(token)) {
    throw new Fault("unauthorised", `${tokenFile ?? "NIGHTDESK_TOKEN"} does not hold a token and nothing else`, {
      next: "A token looks like nd_responder_ and 43 letters and digits, on one line.",
    });
  }
  return token;
}

const TOKEN = /^nd_[a-z]+_[A-Za-z0-9_-]{20,100}$/;

/** An address without the slash at its end; a Fault for what is none, and for one with a password in it, which is not repeated. */
export function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url !== null && (url.username !== "" || url.password !== "")) {
    throw new Fault("usage", "the server's address holds a name or a password", {
      next: "Leave it out; a token goes into NIGHTDESK_TOKEN or a file for --token-file.",
    });
  }
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.href.replace(/\/$/, "");
  throw new Fault("usage", `${text} is not the address of a server`, { next: "It looks like http://127.0.0.1:7333." });
}

/** The server that is meant, if one is: an empty variable is none. */
export const serverOf = ({ server }: AccessOptions): string | undefined =>
  server || process.env.NIGHTDESK_SERVER || undefined;
