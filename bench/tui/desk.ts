import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireStatus, WireTicket, WireTicketView } from "../../src/server/api.ts";

const SUBJECTS = [
  "Where is my USDT? 0x9f3c77aa12be4d4c7b6f0c2b8d1f0a9e8d7c6b5a",
  "提币一直显示处理中，帮我转人工",
  "账户疑似被盗，请立即冻结！",
  "There is a withdrawal I did not make",
  "本人確認が完了しません",
  "KYC rejected twice, what is missing?",
];
const pick = <T>(all: readonly T[], i: number): T => all[i % all.length] as T;

function ticket(number: number, version: number, now: number): WireTicket {
  return {
    id: `ticket:${number}`,
    number,
    version,
    state: "open",
    priority: pick(["P2", "P3", "P1", "P2", "P3", "P2", "P0", "P2"] as const, number * 7 + version),
    team: "payments",
    tags: [],
    owner: pick([null, "mei", "bob", null, "王伟"], number + version),
    acknowledged: (number + version) % 3 === 0,
    category: pick(["deposits", "withdrawals", "security", "kyc"], number),
    language: pick(["en", "zh", "zh", "en", "ja", "en"], number),
    channel: pick(["discord", "console", "slack"], number),
    customer: `discord:${number}`,
    subject: pick(SUBJECTS, number),
    openedAt: now - number * 1_000,
    updatedAt: now,
    dueAt: now + ((number * 37) % 7_200) * 1_000 - 600_000,
    dueKind: "first",
    breached: number % 50 === 0,
    snoozedUntil: null,
    escalation: null,
    paged: [],
    pagedAt: null,
  };
}

/**
 * The desk's side of the wire, with so many tickets and so many changes a second: what is measured is the terminal alone, so nothing
 * here decides or stores anything.
 */
export async function playDesk(count: number, rate: number) {
  const begun = Date.now();
  const tickets = Array.from({ length: count }, (_, i) => ticket(i + 1, 1, begun));
  const listening = new Set<ServerResponse>();
  let sent = 0;
  const eventId = () => `bench-${sent}`;
  const status: WireStatus = {
    desk: "Borealis",
    languages: ["en", "zh"],
    version: "0",
    epoch: "bench",
    eventId: eventId(),
    tickets: { open: count, pending: 0, resolved: 0, closed: 0 },
    outbox: { pending: 0, leased: 0, done: 0, dead: 0, dropped: 0 },
    outboxLag: 0,
    deadlines: 0,
    demo: false,
    connections: [],
  };
  const view = (number: number): WireTicketView => {
    const found = tickets[number - 1] as WireTicket;
    const said = (i: number) => ({
      id: `c/${i}`,
      at: begun - 60_000 * i,
      author: { side: i % 2 === 0 ? ("customer" as const) : ("desk" as const) },
      article: null,
      text: `${pick(SUBJECTS, number + i)} `.repeat(6),
    });
    return {
      ticket: found,
      transcript: Array.from({ length: 12 }, (_, i) => said(12 - i)),
      notes: [],
      entities: [],
      suggestion: null,
      history: [],
      clocks: [],
    };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://desk");
    const json = (body: unknown) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(body));
    };
    const number = Number(/^\/v1\/tickets\/(\d+)$/.exec(url.pathname)?.[1] ?? 0);
    if (url.pathname === "/v1/me") return json({ name: "mei", role: "lead" });
    if (url.pathname === "/v1/status") return json(status);
    if (number > 0) return json(view(number));
    if (url.pathname === "/v1/tickets") {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      const items = tickets.slice(from, from + 500);
      return json({ items, cursor: from + 500 < count ? String(from + 500) : null, eventId: eventId() });
    }
    if (url.pathname === "/v1/events") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": hello\n\n");
      listening.add(response);
      request.on("close", () => listening.delete(response));
      return;
    }
    response.statusCode = 404;
    json({
      type: "about:blank",
      title: "no",
      status: 404,
      detail: "no",
      instance: "",
      reason: "not_found",
      trace_id: "",
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const timer =
    rate === 0
      ? undefined
      : setInterval(() => {
          const number = ((sent * 97) % count) + 1;
          const before = tickets[number - 1] as WireTicket;
          const next = ticket(number, before.version + 1, begun);
          tickets[number - 1] = next;
          sent++;
          const text = `id: ${eventId()}\nevent: ticket\ndata: ${JSON.stringify(next)}\n\n`;
          for (const response of listening) response.write(text);
        }, 1_000 / rate);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    close() {
      clearInterval(timer);
      for (const response of listening) response.end();
      server.closeAllConnections();
      server.close();
    },
  };
}
