import { randomUUID } from "node:crypto";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type ComplianceNote, contentOf, fileBy, type NoteContent } from "../../core/compliance/note.ts";
import { prefilledSar } from "../../core/compliance/sar.ts";
import { type Clearance, clearanceOf, Sealed } from "../../core/compliance/sealed.ts";
import { Fault } from "../../core/errors.ts";
import { linkedEntities } from "../../core/explorers/links.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import { complianceNoteSchema, complianceNotesSchema, type WireComplianceNote } from "../api-compliance.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const text = (most: number) => z.string().overwrite(cleanText).trim().min(1).max(most);
const params = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/, "must be a note's id") });
const one = { 200: json(complianceNoteSchema, "The note"), ...REFUSED, ...WITH_BODY };

const add = createRoute({
  ...at("POST /v1/compliance/notes"),
  summary: "Note suspicious activity, with a report pre-filled where asked; a person files it",
  request: {
    body: body(
      z.strictObject({
        text: text(20_000),
        ticket: z.int().min(1).max(999_999_999).nullable().default(null),
        sar: z
          .strictObject({
            amountUsd: z.number().min(0).max(1e12).nullable().default(null),
            kinds: z.array(text(100)).max(20).default([]),
          })
          .optional(),
      }),
    ),
  },
  responses: one,
});
const list = createRoute({
  ...at("GET /v1/compliance/notes"),
  summary: "Every note, newest first",
  responses: { 200: json(complianceNotesSchema, "With what is in them"), ...GUARDED },
});
const read = createRoute({
  ...at("GET /v1/compliance/notes/{id}"),
  summary: "One note",
  request: { params },
  responses: one,
});
const filed = createRoute({
  ...at("POST /v1/compliance/notes/{id}/filed"),
  summary: "Say that a person has filed the report",
  request: { params, body: body(z.strictObject({ reference: text(100) })) },
  responses: one,
});

/** Notes to compliance: the only way in or out of their vault. */
export function complianceRoutes({ desk, policy, now, compliance: vault, door = "api" }: ServerPorts) {
  function entered(c: Context<Env>): { clearance: Clearance; vault: NonNullable<typeof vault> } {
    const clearance = clearanceOf(c.get("principal"));
    if (clearance === undefined) throw new Fault("forbidden", "this takes the role compliance");
    if (vault !== undefined) return { clearance, vault };
    throw new Fault("store_unavailable", "this desk was opened without its vault", {
      next: "Ask the desk that is running.",
    });
  }
  const note = (c: Context<Env>, action: string, on: string | null) => {
    const { name, role } = c.get("principal");
    return desk.audit.note({ name, role, door }, action, { on });
  };
  const wire = (it: ComplianceNote, clearance: Clearance): WireComplianceNote => {
    const { id, at, by, dueAt, filed } = it;
    return { id, at, by, dueAt, filed, overdue: filed === null && dueAt < now(), ...contentOf(it, clearance) };
  };
  const missing = (c: Context<Env>) => problem(c, 404, { reason: "not_found", detail: "there is no such note" });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(add, async (c) => {
      const { clearance, vault } = entered(c);
      const { text, ticket, sar } = c.req.valid("json");
      const { name, role } = c.get("principal");
      const dueAt = fileBy(now());
      const content: NoteContent = { ticket, text, sar: null, reference: null };
      if (ticket !== null) {
        const found = await desk.audit.readTicket(ticket, { name, role, door });
        if (!found.ok) return refused(c, found);
        const texts = found.view.transcript.map((it) => it.text);
        const entities = linkedEntities(texts, policy().config.guard.explorers);
        if (sar !== undefined) content.sar = prefilledSar(found.view.ticket, entities, { ...sar, dueAt });
      }
      const made = {
        id: randomUUID(),
        at: now(),
        by: name,
        content: new Sealed(JSON.stringify(content)),
        dueAt,
        filed: null,
      };
      await note(c, "compliance.noted", `compliance:${made.id}`);
      await vault.add(made, clearance);
      return c.json(wire(made, clearance), 200);
    })
    .openapi(list, async (c) => {
      const { clearance, vault } = entered(c);
      await note(c, "compliance.listed", null);
      return c.json({ notes: (await vault.list(clearance)).map((it) => wire(it, clearance)) }, 200);
    })
    .openapi(read, async (c) => {
      const { clearance, vault } = entered(c);
      const { id } = c.req.valid("param");
      await note(c, "compliance.read", `compliance:${id}`);
      const found = await vault.find(id, clearance);
      return found === undefined ? missing(c) : c.json(wire(found, clearance), 200);
    })
    .openapi(filed, async (c) => {
      const { clearance, vault } = entered(c);
      const { id } = c.req.valid("param");
      const found = await vault.find(id, clearance);
      if (found === undefined) return missing(c);
      const content = new Sealed(JSON.stringify({ ...contentOf(found, clearance), ...c.req.valid("json") }));
      await note(c, "compliance.filed", `compliance:${id}`);
      const done = await vault.file(id, { at: now(), content }, clearance);
      const after = await vault.find(id, clearance);
      if (!done || after === undefined)
        return problem(c, 409, { reason: "already_resolved", detail: "it has been filed already" });
      return c.json(wire(after, clearance), 200);
    });
}
