import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A cable that can be cut: passes bytes between a client and a server on a port of its own. */
export async function openProxy(target: string) {
  let port = Number(new URL(target).port);
  let plugged = true;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (!plugged) {
      client.destroy();
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    for (const [from, to] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    plugged = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    /** Plugs it in again, into another server when one is named. */
    mend(another = target): void {
      port = Number(new URL(another).port);
      plugged = true;
    },
    close: () =>
      new Promise<void>((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
