import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { customerStream, customers, profileSchema } from "../../core/customer/customer.ts";
import { replay } from "../../core/streams.ts";
import { at } from "../access.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const params = z.object({
  id: z
    .string()
    .regex(/^[a-z]{1,20}:[\w.-]{1,80}$/, "must be a channel and an id on it, such as discord:1234")
    .meta({ description: "As tickets name the customer: discord:1234." }),
});
const profile = profileSchema.meta({ id: "Profile" });

const read = createRoute({
  ...at("GET /v1/customers/{id}"),
  summary: "What the exchange has said of a customer",
  request: { params },
  responses: { 200: json(profile, "Null where nothing is known"), ...GUARDED },
});

const describe = createRoute({
  ...at("POST /v1/customers/{id}"),
  summary: "Say what rules may look at: a customer's tier, and since when they are one",
  request: { params, body: body(profileSchema) },
  responses: { 200: json(profile, "As it is now"), ...REFUSED, ...WITH_BODY },
});

/** What the exchange's own systems tell the desk of customers. */
export const customerRoutes = ({ desk, store }: ServerPorts) => {
  const current = async (id: string) => {
    const { tier, since } = replay(customers, customerStream(id), await store.read(customerStream(id))).state;
    return { tier, since };
  };
  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(read, async (c) => c.json(await current(c.req.valid("param").id), 200))
    .openapi(describe, async (c) => {
      const { id } = c.req.valid("param");
      const command = { type: "describe", by: c.get("principal").name, ...c.req.valid("json") } as const;
      const done = await desk.execute({ to: "customer", stream: customerStream(id), command });
      return done.ok ? c.json(await current(id), 200) : refused(c, done);
    });
};
