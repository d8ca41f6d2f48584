import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { mayCall } from "../../../src/worker/exchange/address.ts";
import { post } from "../../../src/worker/exchange/post.ts";

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:10.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::a00:1",
  "fd00::1",
  "fe80::1",
  "2002:a00:1::",
  "nonsense",
])("%s is not called", (address) => {
  expect(mayCall(address, [])).toBe(false);
});

test("public addresses are called, and private ones that are allowed", () => {
  for (const address of ["8.8.8.8", "172.32.0.1", "2606:4700::1111"]) expect(mayCall(address, [])).toBe(true);
  expect(mayCall("10.20.0.9", ["10.20.0.0/16"])).toBe(true);
  expect(mayCall("10.21.0.9", ["10.20.0.0/16"])).toBe(false);
  expect(mayCall("fd00::9", ["fd00::/16"])).toBe(true);
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const HERE = { timeout: 2_000, allow: ["127.0.0.1/32", "::1/128"] };

test("a name is refused when what it resolves to is not allowed, and a redirect is not followed", async () => {
  let asked = 0;
  const port = await serve((_, response) => {
    asked += 1;
    response.writeHead(302, { location: "http://169.254.169.254/" }).end();
  });
  const nowhere = { timeout: 2_000, allow: ["10.0.0.0/8"] };
  await expect(post(`http://localhost:${port}/`, {}, "{}", nowhere)).rejects.toThrow(/exchange\.allow does not name/);
  await expect(post(`http://127.0.0.1:${port}/`, {}, "{}", nowhere)).rejects.toThrow(/exchange\.allow does not name/);
  await expect(post(`https://127.0.0.1:${port}/`, {}, "{}", { timeout: 2_000, allow: [] })).rejects.toThrow(
    /exchange\.allow/,
  );
  await expect(post("http://office.example/", {}, "{}", { timeout: 2_000, allow: [] })).rejects.toThrow(/plain http/);
  expect(asked).toBe(0);
  expect(await post(`http://localhost:${port}/`, {}, "{}", HERE)).toMatchObject({ status: 302 });
  expect(asked).toBe(1);
});

test("what is too long, or takes too long, is given up", async () => {
  const port = await serve((request, response) => {
    if (request.url === "/long") response.end("x".repeat(100_000));
    else response.write("{");
  });
  await expect(post(`http://127.0.0.1:${port}/long`, {}, "{}", HERE)).rejects.toThrow(/longer than/);
  await expect(post(`http://127.0.0.1:${port}/slow`, {}, "{}", { ...HERE, timeout: 60 })).rejects.toThrow();
});
