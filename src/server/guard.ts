import { randomBytes } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Fault } from "../core/errors.ts";
import { ACCESS, ADMITS, admits, type RouteName, routeName } from "./access.ts";
import { identify } from "./auth.ts";
import type { Env, ServerPorts } from "./ports.ts";
import { problem, refused } from "./problem.ts";
import { noteAtTheDoor } from "./readings.ts";

/** The route that will answer; null when none will. A route that the table does not know is never reached. */
function routeOf(c: Context<Env>): RouteName | null {
  const route = matchedRoutes(c).findLast(({ method }) => method !== "ALL");
  if (route === undefined) return null;
  const name = routeName(route.method, route.path);
  if (name === undefined)
    throw new Fault("internal", `${route.method} ${route.path} has no line in the table of access`);
  return name;
}

/** Gives every request its trace id, counts and logs it, and keeps its answer out of caches. */
export const observe =
  ({ metrics, log }: Pick<ServerPorts, "metrics" | "log">): MiddlewareHandler<Env> =>
  async (c, next) => {
    const began = performance.now();
    const traceId = randomBytes(16).toString("hex");
    c.set("traceId", traceId);
    c.header("cache-control", "no-store");
    c.header("x-content-type-options", "nosniff");
    c.header("x-trace-id", traceId);
    await next();
    const route = matchedRoutes(c).findLast(({ method }) => method !== "ALL")?.path ?? "none";
    const took = performance.now() - began;
    metrics.request(methodLabel(c.req.method), route, c.res.status, took);
    log({
      level: "info",
      message: "request",
      method: c.req.method,
      route,
      status: c.res.status,
      ms: Math.round(took),
      trace_id: traceId,
    });
  };

/** Methods are free text in HTTP, and a label must not be. */
const methodLabel = (method: string): string => (["GET", "HEAD", "POST"].includes(method) ? method : "other");

/** Refuses requests that were meant for another name: a web page that points its own name at this machine gets no further. */
export const knownHost =
  (hosts: readonly string[] | undefined): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (hosts === undefined || hosts.includes(hostname)) return next();
    return problem(c, 421, {
      reason: "unknown_host",
      detail: `this desk does not answer to the name ${hostname.slice(0, 100)}`,
      next: `Use ${hosts[0] ?? "its own name"}.`,
    });
  };

/** Lets in whom the table of access admits. */
export const guard = ({
  store,
  desk,
  now,
  door = "api",
}: Pick<ServerPorts, "store" | "desk" | "now" | "door">): MiddlewareHandler<Env> => {
  const noted = noteAtTheDoor(desk.audit, door, now);
  return async (c, next) => {
    const route = routeOf(c);
    if (route === null || ADMITS[ACCESS[route]] === null) return next();
    const found = await identify(store, c.req.header("authorization"));
    if (!found.ok) {
      await noted.unknown(route, found.because);
      c.header("www-authenticate", found.because === "missing" ? "Bearer" : 'Bearer error="invalid_token"');
      return problem(c, 401, {
        reason: "unauthorised",
        detail: found.because === "missing" ? "there is no token in this request" : `the token is ${found.because}`,
        next: "Send a valid one as Authorization: Bearer nd_…; `nightdesk token` makes them.",
      });
    }
    const { principal } = found;
    if (!admits(ACCESS[route], principal.role)) {
      await noted.forbidden(route, principal);
      c.header("www-authenticate", 'Bearer error="insufficient_scope"');
      return problem(c, 403, {
        reason: "forbidden",
        detail: `a token of the role ${principal.role} may not do this`,
        next: `Use one of the role ${ADMITS[ACCESS[route]]?.join(" or ")}.`,
      });
    }
    const no = await noted.shown(route, principal, c.req.path);
    if (no !== undefined) return refused(c, no);
    c.set("principal", principal);
    return next();
  };
};
