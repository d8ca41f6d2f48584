import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** What is not the public internet (IANA's special-purpose registries): loopback, private, link-local, carrier, test, multicast. */
const PRIVATE_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];
/** Ways of writing an IPv4 address are among them: none of them is where a back office listens. */
const PRIVATE_6 = [
  "::/96",
  "::ffff:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
];
const PRIVATE_6_TOO = ["2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"];

function ranges(list: readonly string[]): BlockList {
  const block = new BlockList();
  for (const range of list) {
    const [address = "", length] = range.split("/");
    block.addSubnet(address, Number(length), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return block;
}

/* Two lists: in one, the range of mapped addresses would take every IPv4 address for its own. */
const closed = { ipv4: ranges(PRIVATE_4), ipv6: ranges([...PRIVATE_6, ...PRIVATE_6_TOO]) };

/** Whether an address may be called: a public one, or one of the ranges that the configuration allows. */
export function mayCall(address: string, allow: readonly string[]): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const allowed = ranges(allow.filter((range) => isIP(range.split("/")[0] ?? "") === isIP(address)));
  return isIP(address) !== 0 && (allowed.check(address, family) || !closed[family].check(address, family));
}

/** Resolves a name for a connection, and refuses it whole when any of its addresses may not be called: what is checked is what is called. */
export function guardedLookup(allow: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "", 0);
      const refused = found.find(({ address }) => !mayCall(address, allow));
      if (refused !== undefined) return callback(notAllowed(hostname, refused), "", 0);
      const [first] = found;
      if (options.all === true) return callback(null, found);
      return first === undefined ? callback(notAllowed(hostname), "", 0) : callback(null, first.address, first.family);
    });
  };
}

const notAllowed = (hostname: string, found?: LookupAddress): Error =>
  new Error(`${hostname} resolves to ${found?.address ?? "nothing"}, which exchange.allow does not name`);
