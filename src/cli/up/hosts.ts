/** Names a browser may call a local desk by; a desk that listens for others is behind a proxy that has names of its own. */
export const hostsFor = (host: string): string[] | undefined =>
  ["127.0.0.1", "::1", "localhost"].includes(host) ? ["127.0.0.1", "localhost", "[::1]"] : undefined;
