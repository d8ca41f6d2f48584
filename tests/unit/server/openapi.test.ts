import { describe, expect, test } from "vitest";
import { ACCESS, ADMITS, type RouteName } from "../../../src/server/access.ts";
import { openServer } from "../../harness/server.ts";

interface Operation {
  summary?: string;
  security?: unknown[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

const server = openServer();
const document = (await (await server.request("/openapi.json")).json()) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
};

test("is OpenAPI 3.1 and names its schemas", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(["Ticket", "TicketView", "Status", "Problem", "Asked"]),
  );
  expect(document.components.securitySchemes).toHaveProperty("token");
});

test("describes every route of the app, and no other", () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(Object.keys(ACCESS).sort());
});

describe.each(Object.keys(ACCESS) as RouteName[])("%s", (route) => {
  const [method = "", path = ""] = route.split(" ");
  const operation = document.paths[path]?.[method.toLowerCase()];

  test("says what it is for and who may", () => {
    expect(operation?.summary).toMatch(/\w/);
    const guarded = ADMITS[ACCESS[route]] !== null;
    expect(operation?.security).toEqual(guarded ? [{ token: [] }] : undefined);
    const problems = Object.keys(operation?.responses ?? {});
    if (guarded) expect(problems).toEqual(expect.arrayContaining(["400", "401", "403", "500", "503"]));
    if (guarded && method === "POST" && path !== "/v1/outbox/{id}/retry")
      expect(problems).toEqual(expect.arrayContaining(["413", "415", "422"]));
  });
});

test("is the same each time", async () => {
  expect(await (await server.request("/openapi.json")).json()).toEqual(document);
});
