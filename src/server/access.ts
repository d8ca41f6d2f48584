import type { Role } from "./api.ts";

/** Which roles a kind of route admits. A lead may do what a responder may; an auditor reads everything and changes nothing. */
export const ADMITS = {
  anyone: null,
  /** The secret is in the address itself, and the route looks at it. */
  address: null,
  /** The request is signed, and the route looks at that. */
  signed: null,
  read: ["viewer", "responder", "lead", "auditor", "compliance"],
  act: ["responder", "lead"],
  lead: ["lead"],
  oversee: ["lead", "auditor", "compliance"],
  console: ["console", "responder", "lead"],
  /** Notes that nobody else may know of. */
  compliance: ["compliance"],
} as const satisfies Record<string, readonly Role[] | null>;

type Access = keyof typeof ADMITS;

/** Every route of the desk and whom it admits. The guard, the routes and the documentation are made from this table. */
export const ACCESS = {
  "GET /healthz": "anyone",
  "GET /readyz": "anyone",
  "GET /metrics": "anyone",
  "GET /openapi.json": "anyone",
  "GET /calendar/{feed}": "address",
  "GET /v1/me": "read",
  "GET /v1/status": "read",
  "GET /v1/tickets": "read",
  "GET /v1/tickets/{number}": "read",
  "POST /v1/tickets/{number}/acknowledge": "act",
  "POST /v1/tickets/{number}/assign": "act",
  "POST /v1/tickets/{number}/escalate": "act",
  "POST /v1/tickets/{number}/note": "act",
  "POST /v1/tickets/{number}/reply": "act",
  "POST /v1/tickets/{number}/correct": "act",
  "POST /v1/tickets/{number}/clock": "act",
  "POST /v1/tickets/{number}/priority": "act",
  "POST /v1/tickets/{number}/accept": "act",
  "POST /v1/tickets/{number}/tag": "act",
  "POST /v1/tickets/{number}/resolve": "act",
  "POST /v1/tickets/{number}/reopen": "act",
  "POST /v1/tickets/{number}/take-back": "act",
  "POST /v1/tickets/{number}/snooze": "act",
  "POST /v1/tickets/{number}/wake": "act",
  "GET /v1/stats": "read",
  "GET /v1/catch-up": "read",
  "GET /v1/activity": "read",
  "GET /v1/people": "read",
  "GET /v1/customers/{id}": "read",
  "POST /v1/customers/{id}": "act",
  "GET /v1/privacy/requests": "read",
  "GET /v1/privacy/retention": "read",
  "GET /v1/privacy/customers/{id}": "read",
  "GET /v1/privacy/customers/{id}/export": "lead",
  "POST /v1/privacy/customers/{id}/erasure": "act",
  "POST /v1/privacy/customers/{id}/erasure/confirm": "lead",
  "POST /v1/privacy/customers/{id}/erasure/withdraw": "act",
  "POST /v1/privacy/customers/{id}/hold": "lead",
  "POST /v1/privacy/customers/{id}/release": "lead",
  "GET /v1/oncall": "read",
  "GET /v1/oncall/shifts": "read",
  "GET /v1/oncall/pages": "read",
  "GET /v1/oncall/changes": "read",
  "POST /v1/oncall/overrides": "act",
  "POST /v1/oncall/overrides/{id}/cancel": "act",
  "POST /v1/oncall/swaps": "act",
  "POST /v1/oncall/swaps/{id}/accept": "act",
  "POST /v1/oncall/swaps/{id}/decline": "act",
  "GET /v1/oncall/handovers": "read",
  "POST /v1/oncall/handovers": "act",
  "POST /v1/oncall/handovers/{id}/accept": "act",
  "POST /v1/oncall/handovers/{id}/withdraw": "act",
  "GET /v1/outages": "read",
  "POST /v1/outages": "act",
  "POST /v1/outages/{id}/update": "act",
  "POST /v1/outages/{id}/close": "act",
  "GET /v1/incidents": "read",
  "GET /v1/incidents/stats": "read",
  "GET /v1/incidents/{number}": "read",
  "GET /v1/incidents/{number}/account": "act",
  "POST /v1/incidents/{number}/identify": "act",
  "POST /v1/incidents/{number}/freeze": "act",
  "POST /v1/incidents/{number}/frozen": "act",
  "POST /v1/incidents/{number}/restore": "act",
  "POST /v1/incidents/{number}/approve": "act",
  "POST /v1/incidents/{number}/intake": "act",
  "POST /v1/incidents/{number}/indicators": "act",
  "POST /v1/incidents/{number}/tasks/{task}": "act",
  "POST /v1/incidents/{number}/close": "act",
  "GET /v1/risk/{account}": "act",
  "POST /v1/exchange/events": "signed",
  "POST /v1/ask": "read",
  "GET /v1/knowledge/search": "read",
  "GET /v1/knowledge/articles/{id}": "read",
  "GET /v1/macros": "read",
  "GET /v1/moderation": "read",
  "POST /v1/moderation/{id}/undo": "act",
  "POST /v1/moderation/{id}/act": "act",
  "GET /v1/outbox": "read",
  "POST /v1/outbox/{id}/retry": "lead",
  "GET /v1/events": "read",
  "POST /v1/evidence/exports": "lead",
  "GET /v1/evidence/requests": "oversee",
  "POST /v1/evidence/requests": "lead",
  "POST /v1/evidence/requests/{id}/answer": "lead",
  "GET /v1/compliance/notes": "compliance",
  "POST /v1/compliance/notes": "compliance",
  "GET /v1/compliance/notes/{id}": "compliance",
  "POST /v1/compliance/notes/{id}/filed": "compliance",
  "POST /v1/console/messages": "console",
  "GET /v1/console/messages": "console",
} as const satisfies Record<string, Access>;

export type RouteName = keyof typeof ACCESS;

export const admits = (access: Access, role: string): boolean => ADMITS[access]?.some((it) => it === role) ?? true;

/** The route's name from what the router matched ("/v1/tickets/:number"); undefined for one that the table does not have. */
export function routeName(method: string, path: string): RouteName | undefined {
  const name = `${method} ${path.replace(/:(\w+)/g, "{$1}")}`;
  return Object.hasOwn(ACCESS, name) ? (name as RouteName) : undefined;
}

type Place<Name extends string> = Name extends `${infer Method} ${infer Path}`
  ? { method: Lowercase<Method>; path: Path }
  : never;

/** What a route's definition takes from the table: method, path, and who is let in. */
export function at<Name extends RouteName>(name: Name) {
  const [method, path] = name.split(" ");
  const place = { method: method?.toLowerCase(), path } as Place<Name>;
  const roles = ADMITS[ACCESS[name]];
  if (roles === null) return place;
  return { ...place, security: [{ token: [] as string[] }], description: `Roles: ${roles.join(", ")}.` };
}
