import { request as plain } from "node:http";
import { request as secure } from "node:https";
import type { Millis } from "../../core/time.ts";
import { guardedLookup, mayCall } from "./address.ts";

export interface Answered {
  status: number;
  body: string;
}

interface Limits {
  timeout: Millis;
  /** Private ranges that may be called. */
  allow: readonly string[];
}

/** An answer is a few words; what is longer is not one. */
const LARGEST = 64 * 1_024;

/**
 * Sends a body and reads the answer. The address is checked when it is connected to, redirects are not followed, and what takes longer
 * than the limit, all in all, is given up.
 */
export function post(
  address: string,
  headers: Record<string, string>,
  body: string,
  { timeout, allow }: Limits,
): Promise<Answered> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    if (/^[\d.]+$|:/.test(host) && !mayCall(host, allow))
      return reject(new Error(`${host} is an address that exchange.allow does not name`));
    if (url.protocol === "http:" && allow.length === 0)
      return reject(new Error("exchange.url is plain http, which is only for ranges that exchange.allow names"));
    const outgoing = (url.protocol === "http:" ? plain : secure)(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        lookup: guardedLookup(allow),
        agent: false,
        signal: AbortSignal.timeout(timeout),
      },
      (response) => {
        const pieces: Buffer[] = [];
        let size = 0;
        response.on("data", (piece: Buffer) => {
          size += piece.length;
          if (size > LARGEST) response.destroy(new Error(`the answer is longer than ${LARGEST} bytes`));
          else pieces.push(piece);
        });
        response.on("error", reject);
        response.on("close", () => {
          if (!response.complete) reject(new Error("the answer breaks off"));
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString("utf8") }),
        );
      },
    );
    outgoing.on("error", (error) =>
      reject(error.name === "TimeoutError" || error.name === "AbortError" ? late(timeout) : error),
    );
    outgoing.end(body);
  });
}

const late = (timeout: Millis): Error => new Error(`no answer within ${timeout / 1_000} s`);
