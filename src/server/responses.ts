import { z } from "@hono/zod-openapi";
import { problemSchema } from "./api.ts";

/** A route's answer in JSON. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** A request body in JSON, which must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});

const why = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** What any route with a token may answer instead of what it was asked for. */
export const GUARDED = {
  400: why("The request cannot be understood: `invalid` or `usage`."),
  401: why("No token, or one that is malformed, unknown or revoked: `unauthorised`."),
  403: why("The token's role is too low: `forbidden`."),
  500: why("Something is broken in the desk."),
  503: why("The store does not answer: `store_unavailable`, `store_full`."),
};

export const WITH_BODY = {
  ...GUARDED,
  413: why("The body is larger than the route takes: `too_long`."),
  415: why("The body is not JSON: `invalid`."),
  422: why("`empty_text`, `too_long`, `unknown_responder`, or `facts_not_known` with its `findings`."),
};

export const NOT_FOUND = { 404: why("There is no such thing: `not_found`.") };

/** The desk's no to a command. */
export const REFUSED = {
  ...NOT_FOUND,
  409: why("It cannot be done as things stand; `reason` says why."),
  412: why("It is not at the version of If-Match any more: `version_changed`."),
};

/** Not ready to serve. */
export const UNREADY = { 503: why("Not ready; `reason` and `detail` say why.") };

/** A whole number in a query, within bounds. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max));

export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be a language code such as en or zh");
