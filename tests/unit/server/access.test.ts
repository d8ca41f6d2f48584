import { describe, expect, test } from "vitest";
import { ACCESS, ADMITS, type RouteName } from "../../../src/server/access.ts";
import { ROLES, type Role } from "../../../src/server/api.ts";
import { openServer } from "../../harness/server.ts";

const server = openServer();
const routes = Object.keys(ACCESS) as RouteName[];
const guarded = routes.filter((route) => ADMITS[ACCESS[route]] !== null);

const ask = (route: RouteName, authorization?: string) => {
  const [method, path = ""] = route.split(" ");
  return server.app.request(path.replace("{number}", "7").replace("{id}", "X"), {
    method: method ?? "GET",
    headers: { ...(authorization === undefined ? {} : { authorization }) },
  });
};

test("the app has exactly the routes of the table", () => {
  const own = server.app.routes.filter(({ method }) => method !== "ALL");
  const names = new Set(own.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`));
  expect([...names].sort()).toEqual([...routes].sort());
});

describe.each(guarded)("%s", (route) => {
  const strangers: [what: string, make: () => Promise<string | undefined>][] = [
    ["no token", async () => undefined],
    ["something that is no token", async () => "Bearer nd_lead_short"],
    ["another scheme", async () => `Basic ${(await server.token("lead")).secret}`],
    ["a token nobody made", async () => `Bearer nd_lead_${"A".repeat(43)}`],
    [
      "a revoked token",
      async () => {
        const { secret, id } = await server.token("lead");
        await server.store.revokeToken(id, server.world.now());
        return `Bearer ${secret}`;
      },
    ],
  ];

  test.each(strangers)("%s: 401", async (_, make) => {
    const response = await ask(route, await make());
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      status: 401,
      reason: "unauthorised",
      next: expect.stringContaining("Bearer"),
    });
  });

  const admitted: readonly Role[] = ADMITS[ACCESS[route]] ?? [];
  test.each(ROLES)("role %s", async (role) => {
    const response = await ask(route, `Bearer ${(await server.token(role)).secret}`);
    if (admitted.includes(role)) {
      expect([401, 403]).not.toContain(response.status);
      await response.body?.cancel();
    } else {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ reason: "forbidden" });
    }
  });
});

test.each(routes.filter((route) => ACCESS[route] === "anyone"))("%s needs no token", async (route) => {
  expect((await ask(route)).status).toBe(200);
});

test("asking for the head only needs the same token", async () => {
  expect((await server.app.request("/v1/status", { method: "HEAD" })).status).toBe(401);
});

test("a role that only reads can change nothing", () => {
  for (const route of routes.filter(
    (it) => it.startsWith("POST ") && it !== "POST /v1/ask" && ACCESS[it] !== "signed",
  )) {
    expect(ADMITS[ACCESS[route]]).not.toContain("viewer");
    expect(ADMITS[ACCESS[route]]).not.toContain("auditor");
  }
});

test("no token is ever logged", async () => {
  const { secret } = await server.token("lead");
  await ask("GET /v1/status", `Bearer ${secret}`);
  await ask("GET /v1/status", `Bearer ${secret.slice(0, -1)}`);
  await server.app.request(`/v1/tickets?cursor=${secret}`, { headers: { authorization: `Bearer ${secret}` } });
  await server.app.request(`/v1/${secret}`);
  expect(server.entries.length).toBeGreaterThan(3);
  expect(JSON.stringify(server.entries)).not.toContain(secret.slice(8, 30));
});
