import { randomUUID } from "node:crypto";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Fault } from "../../core/errors.ts";
import { type Custody, sealEvidence } from "../../core/evidence/bundle.ts";
import { evidenceItems } from "../../core/evidence/items.ts";
import { AUTHORITIES, type AuthorityCommand, authorities } from "../../core/evidence/requests.ts";
import { viewIncident } from "../../core/incident/view.ts";
import { replay } from "../../core/streams.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import { authorityRequestsSchema, evidenceSchema, type WireAuthorityRequests } from "../api-evidence.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const text = (most: number) => z.string().overwrite(cleanText).trim().min(1).max(most);
const requestId = z.string().regex(/^[0-9a-f]{8}$/, "must be a request's id");
const register = { 200: json(authorityRequestsSchema, "The register as it is now"), ...REFUSED, ...WITH_BODY };

const exported = createRoute({
  ...at("POST /v1/evidence/exports"),
  summary: "Take out what was said and done in a ticket, signed, for somebody outside",
  request: {
    body: body(
      z.strictObject({
        ticket: z.int().min(1).max(999_999_999),
        to: text(500).meta({ description: "The authority, or whoever else it is for." }),
        why: text(500),
        request: requestId.nullable().default(null).meta({ description: "Of the register of requests." }),
      }),
    ),
  },
  responses: { 200: json(evidenceSchema, "Can be checked with nothing but itself"), ...REFUSED, ...WITH_BODY },
});
const list = createRoute({
  ...at("GET /v1/evidence/requests"),
  summary: "Requests of authorities, the next one due first",
  responses: { 200: json(authorityRequestsSchema, "With what was answered"), ...GUARDED },
});
const add = createRoute({
  ...at("POST /v1/evidence/requests"),
  summary: "Note a request of an authority, and by when it has to be answered",
  request: {
    body: body(
      z.strictObject({
        text: text(2_000).meta({ description: "Who asks, by which reference, for what." }),
        ticket: z.int().min(1).max(999_999_999).nullable().default(null),
        dueAt: z.int().meta({ description: "Milliseconds since 1970 UTC." }),
      }),
    ),
  },
  responses: register,
});
const answered = createRoute({
  ...at("POST /v1/evidence/requests/{id}/answer"),
  summary: "Say that it was answered, and how",
  request: { params: z.object({ id: requestId }), body: body(z.strictObject({ text: text(2_000) })) },
  responses: register,
});

/** What goes to police and regulators, and what they asked for. */
export function evidenceRoutes({ desk, store, policy, now, signer, door = "api" }: ServerPorts) {
  async function current(): Promise<WireAuthorityRequests> {
    const { state } = replay(authorities, AUTHORITIES, await store.read(AUTHORITIES));
    const texts = await store.contents(
      state.flatMap(({ asked, answered: it }) => [asked, it?.words].filter((id) => id != null)),
    );
    const textOf = (id: string | null | undefined) => (id == null ? null : (texts.get(id) ?? null));
    const requests = state.map(({ asked, answered: it, ...rest }) => ({
      ...rest,
      text: textOf(asked),
      answered: it && { at: it.at, by: it.by, text: textOf(it.words) },
    }));
    // What is answered comes last.
    return {
      requests: requests.sort((a, b) => Number(a.answered !== null) - Number(b.answered !== null) || a.dueAt - b.dueAt),
    };
  }
  const change = (command: AuthorityCommand) => desk.execute({ to: "authority", stream: AUTHORITIES, command });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(exported, async (c) => {
      if (signer === undefined) throw new Fault("usage", "this desk has no key to sign with");
      const { ticket, to, why, request } = c.req.valid("json");
      const { name, role } = c.get("principal");
      const reader = { name, role, door };
      const read = await desk.audit.readTicket(ticket, reader, why);
      if (!read.ok) return refused(c, read);
      const { id: on, customer } = read.view.ticket;
      const id = randomUUID();
      const log = await store.auditHead();
      const custody: Custody = {
        export: id,
        at: now(),
        by: name,
        desk: policy().config.desk.name,
        to,
        why,
        request,
        ticket,
        log,
      };
      const { explorers } = policy().config.guard;
      const items = evidenceItems(read.view, await viewIncident(store, ticket), { custody, explorers });
      const evidence = sealEvidence(items, custody, await signer());
      const more = { number: ticket, export: id, request, manifest: evidence.manifest.items.at(-1)?.link ?? "" };
      const over = await desk.audit.noteExport(reader, { on, customer, more, why: `for ${to}: ${why}` });
      return over === undefined ? c.json(evidence, 200) : refused(c, over);
    })
    .openapi(list, async (c) => c.json(await current(), 200))
    .openapi(add, async (c) => {
      const command = {
        type: "add",
        by: c.get("principal").name,
        id: randomUUID().slice(0, 8),
        ...c.req.valid("json"),
      } as const;
      const made = await change(command);
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(answered, async (c) => {
      const { id } = c.req.valid("param");
      const made = await change({ type: "answer", by: c.get("principal").name, id, ...c.req.valid("json") });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    });
}
