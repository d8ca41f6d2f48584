import { describe, expect, test } from "vitest";
import type { Connection } from "../../../src/core/channel.ts";
import { counter, gauges, histogram } from "../../../src/server/exposition.ts";
import { openServer } from "../../harness/server.ts";

const START = Date.UTC(2026, 10, 22, 3);

/** The samples of a text in Prometheus' format; throws on a line that is none. */
function samples(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of text.trimEnd().split("\n")) {
    if (line.startsWith("# ")) continue;
    const [, name, value] = /^([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)+\})?) (\S+)$/.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value))) throw new Error(`not a sample: ${line}`);
    found.set(name, Number(value));
  }
  return found;
}

async function scrape(server: ReturnType<typeof openServer>): Promise<Map<string, number>> {
  const response = await server.request("/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return samples(await response.text());
}

describe("a desk at work", () => {
  test("counts what it took in, what it decided and what it holds", async () => {
    const server = openServer();
    await server.world.customer("ana").says("please let me talk to a human");
    await server.world.customer("ben").says("what are your trading fees");
    await server.world.customer("ben").says("what are your trading fees", "ben-1");
    await server.world.customer("eva").says("hello");
    await server.world.customer("leo").says("someone is in my account please stop withdrawals");
    await server.world.settle();
    const now = await scrape(server);
    expect(now.get('nightdesk_messages_received_total{channel="console"}')).toBe(4);
    expect(now.get('nightdesk_decisions_total{outcome="answer"}')).toBe(1);
    expect(now.get('nightdesk_decisions_total{outcome="clarify"}')).toBe(1);
    expect(now.get('nightdesk_decisions_total{outcome="hand_off"}')).toBe(2);
    expect(now.get('nightdesk_tickets{state="open"}')).toBe(2);
    expect(now.get("nightdesk_outbox_lag_seconds")).toBe(0);
    expect(now.get("nightdesk_deadlines")).toBeGreaterThan(0);
    expect(now.get("nightdesk_process_start_time_seconds")).toBe(Date.UTC(2026, 10, 22) / 1_000);
    expect(now.get('nightdesk_build_info{version="1.2.3"}')).toBe(1);
  });

  test("counts effects by what became of them, and deadlines", async () => {
    const server = openServer();
    for (const outcome of ["done", "done", "retry", "dead", "dropped"] as const) server.metrics.settled({ outcome });
    server.metrics.deadlinesHandled(3);
    const now = await scrape(server);
    expect(now.get('nightdesk_effects_total{outcome="delivered"}')).toBe(2);
    expect(now.get('nightdesk_effects_total{outcome="retried"}')).toBe(1);
    expect(now.get('nightdesk_effects_total{outcome="dead"}')).toBe(1);
    expect(now.get('nightdesk_effects_total{outcome="dropped"}')).toBe(1);
    expect(now.get("nightdesk_deadlines_handled_total")).toBe(3);
  });

  test("counts requests by route, never by what is in a path", async () => {
    const server = openServer();
    for (const path of ["/v1/tickets/1", "/v1/tickets/2", "/v1/tickets/x", "/nowhere/1", "/nowhere/2"])
      await server.request(path, { role: "viewer" });
    await server.app.request("/v1/me", { method: "BREW" });
    await server.request("/v1/me");
    const now = await scrape(server);
    expect(now.get('nightdesk_http_requests_total{method="GET",route="/v1/tickets/:number",status="404"}')).toBe(2);
    expect(now.get('nightdesk_http_requests_total{method="GET",route="/v1/tickets/:number",status="400"}')).toBe(1);
    expect(now.get('nightdesk_http_requests_total{method="GET",route="none",status="404"}')).toBe(2);
    expect(now.get('nightdesk_http_requests_total{method="other",route="none",status="404"}')).toBe(1);
    expect(now.get('nightdesk_http_requests_total{method="GET",route="/v1/me",status="401"}')).toBe(1);
    expect(now.get('nightdesk_http_request_duration_seconds_count{method="GET",route="/v1/tickets/:number"}')).toBe(3);
    expect(
      now.get('nightdesk_http_request_duration_seconds_bucket{method="GET",route="/v1/tickets/:number",le="+Inf"}'),
    ).toBe(3);
  });
});

describe("ready", () => {
  test("while the outbox keeps up, and not when it is a minute behind", async () => {
    let passed = 0;
    const server = openServer({ now: () => START + passed });
    await server.world.desk.receive({
      channel: "console",
      thread: "ana",
      externalId: "1",
      customer: "console:ana",
      text: "hello",
    });
    const ready = () => server.request("/readyz");
    expect((await ready()).status).toBe(200);
    passed = 59_999;
    expect((await ready()).status).toBe(200);
    passed = 60_000;
    const response = await ready();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ reason: "outbox_behind", detail: expect.stringContaining("1m") });
    await server.world.settle();
    expect((await ready()).status).toBe(200);
  });

  test("while each platform is connected or was within a minute; that alone is no reason to start the process again", async () => {
    let connection: Connection = { name: "discord", state: "ready" };
    let passed = 0;
    const server = openServer({ now: () => START + passed, connections: () => [connection] });
    const ready = () => server.request("/readyz");
    expect((await ready()).status).toBe(200);
    connection = { name: "discord", state: "connecting", since: START };
    passed = 59_999;
    expect((await ready()).status).toBe(200);
    passed = 60_000;
    const response = await ready();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ reason: "not_connected", detail: "discord: not connected for 1m" });
    expect((await server.request("/healthz")).status).toBe(200);
    connection = {
      name: "discord",
      state: "degraded",
      detail: "messages arrive without their text",
      next: "Turn it on.",
    };
    expect((await ready()).status).toBe(200);
  });
});

describe("the text format", () => {
  test("a histogram's buckets hold everything at or below their bound", () => {
    const took = histogram("t_seconds", "Time.", ["route"], [0.1, 1]);
    for (const value of [0.05, 0.1, 0.5, 7]) took.observe(["/"], value);
    const now = samples(took.render());
    expect(now.get('t_seconds_bucket{route="/",le="0.1"}')).toBe(2);
    expect(now.get('t_seconds_bucket{route="/",le="1"}')).toBe(3);
    expect(now.get('t_seconds_bucket{route="/",le="+Inf"}')).toBe(4);
    expect(now.get('t_seconds_sum{route="/"}')).toBeCloseTo(7.65);
    expect(now.get('t_seconds_count{route="/"}')).toBe(4);
  });

  test("labels are escaped", () => {
    const seen = counter("c_total", "Count.", ["text"]);
    seen.add(['a"b\\c\nd']);
    expect(seen.render()).toContain('c_total{text="a\\"b\\\\c\\nd"} 1\n');
  });

  test("everything says its type", () => {
    expect(counter("c_total", "Count.", []).render()).toBe(
      "# HELP c_total Count.\n# TYPE c_total counter\nc_total 0\n",
    );
    expect(gauges("g", "Now.", "state", { open: 2 })).toBe('# HELP g Now.\n# TYPE g gauge\ng{state="open"} 2\n');
  });
});
