import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { INDICATORS } from "../../core/incident/indicators.ts";
import { intakeSchema } from "../../core/incident/intake.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body } from "../responses.ts";
import { actOnIncident, request, responses } from "./incident-act.ts";

const note = createRoute({
  ...at("POST /v1/incidents/{number}/indicators"),
  summary: "Note an address, a transaction, a device or a message; incidents that share one are linked",
  request: {
    ...request,
    body: body(
      z.strictObject({
        kind: z.enum(INDICATORS),
        value: z.string().overwrite(cleanText).trim().min(1).max(300),
      }),
    ),
  },
  responses,
});
const intake = createRoute({
  ...at("POST /v1/incidents/{number}/intake"),
  summary: "Write down what the customer answered: when, what, how much, where to, the last sign-in of their own",
  request: { ...request, body: body(intakeSchema) },
  responses,
});
const task = createRoute({
  ...at("POST /v1/incidents/{number}/tasks/{task}"),
  summary: "Say that a task of the runbook is done",
  request: {
    ...request,
    params: request.params.extend({ task: z.string().min(1).max(40) }),
    body: body(z.strictObject({})),
  },
  responses,
});

/** What people find and do in an incident. */
export function incidentNoteRoutes(ports: ServerPorts) {
  const act = actOnIncident(ports);
  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(note, async (c) => {
      const items = [c.req.valid("json")];
      const done = await act(c, c.req.valid("param").number, "note", (_, by) => ({ type: "indicate", by, items }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(intake, async (c) => {
      const text = JSON.stringify(c.req.valid("json"));
      const done = await act(c, c.req.valid("param").number, "intake", (_, by) => ({ type: "take-intake", by, text }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(task, async (c) => {
      const { number, task } = c.req.valid("param");
      const done = await act(c, number, `task ${task}`, (_, by) => ({ type: "do-task", by, task }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    });
}
