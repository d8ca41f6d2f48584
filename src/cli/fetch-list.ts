import { lookup as resolve } from "node:dns";
import { get } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Fault } from "../core/errors.ts";
import { VERSION } from "./version.ts";

const MOST = 64 * 1024 * 1024;
const PATIENCE = 60_000;

/** What is not out in the internet: RFC 6890 and its successors in IANA's special-purpose registries. */
const INTERNAL = new BlockList();
for (const range of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...[
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/96",
    "::ffff:0:0/96",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
  ],
  ...["2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"],
]) {
  const [address = "", prefix] = range.split("/");
  INTERNAL.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !INTERNAL.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Resolves a name once, and refuses when any of its addresses is internal: what was checked is what is connected to. */
const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const inside = error ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    const fault = error ?? (inside === undefined ? null : internal(host, inside.address));
    if (fault !== null) callback(fault, [], undefined);
    else if (options.all) callback(null, addresses);
    else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  });
};

const internal = (host: string, address: string): Fault =>
  new Fault("usage", `${host} is ${address}, an address inside a network`, {
    next: "A list comes from the internet, or from a file.",
  });

/** The text at an https address. No redirects, no internal addresses, at most 64 MB, within a minute. Throws a Fault. */
export async function fetchList(address: string): Promise<string> {
  const url = new URL(address);
  if (url.protocol !== "https:")
    throw new Fault("usage", `${address} is not an https address`, { next: "Use https, or name a file." });
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw internal(url.hostname, literal);
  return new Promise((take, fail) => {
    const failed = (message: string, cause?: unknown) =>
      fail(new Fault("unreachable", message, { next: "The list that was there stays in force.", cause }));
    const signal = AbortSignal.timeout(PATIENCE);
    const headers = { "user-agent": `nightdesk/${VERSION}`, accept: "application/json, text/plain" };
    get(url, { lookup: publicLookup, signal, headers }, (response) => {
      if (response.statusCode !== 200) {
        response.destroy();
        failed(`${url.host} answered ${response.statusCode}; redirects are not followed`);
        return;
      }
      const pieces: Buffer[] = [];
      let length = 0;
      response.on("data", (piece: Buffer) => {
        length += piece.length;
        pieces.push(piece);
        if (length > MOST) response.destroy(new Error("it is larger than 64 MB"));
      });
      response.on("error", (error) => failed(`the list at ${url.host} could not be read: ${error.message}`, error));
      response.on("end", () => take(Buffer.concat(pieces).toString("utf8")));
    }).on("error", (error) =>
      error instanceof Fault ? fail(error) : failed(`${url.host} could not be reached: ${error.message}`, error),
    );
  });
}
