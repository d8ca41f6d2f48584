import { z } from "zod";
import { configSchema } from "../../src/core/config/schema.ts";
import { CONDITIONS } from "../../src/core/rules/conditions.ts";

interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  enum?: unknown[];
  default?: unknown;
}

/** docs/reference/nightdesk.schema.json: name it in an editor to have nightdesk.yaml completed and checked while it is typed. */
export const configurationSchema = (): Schema =>
  z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Schema;

/** docs/reference/configuration.md: every key with its type, default and meaning. */
export function configurationPage(): string {
  const schema = configurationSchema();
  return [
    "# Configuration: nightdesk.yaml",
    "",
    "`nightdesk check` reads it and lists everything that is wrong, with `file:line:column`. Unknown keys are errors. Durations are",
    "written `90s`, `5m`, `1h30m`, `7d`. Secrets never stand here: they come from `NIGHTDESK_…` variables, or from the files that",
    "`NIGHTDESK_…_FILE` name.",
    "",
    "| Key | Type | Default | Meaning |",
    "| --- | --- | --- | --- |",
    ...rows(schema, "", new Set(schema.required)),
    "",
    "## Conditions of a rule (`rules[].when`)",
    "",
    "All of them must hold; an empty `when` always does. Where a list is given, one of it is enough. The first rule that applies decides.",
    "",
    "| Condition | It asks |",
    "| --- | --- |",
    ...Object.entries(CONDITIONS).map(([name, { describe }]) => `| \`${name}\` | ${describe} |`),
    "",
    "## Environment",
    "",
    "| Variable | Meaning |",
    "| --- | --- |",
    "| `NIGHTDESK_CONFIG` | the configuration to use when `--config` is not given |",
    "| `DATABASE_URL` or `NIGHTDESK_DATABASE_URL` | a PostgreSQL database to use instead of the embedded store |",
    "| `REDIS_URL` or `NIGHTDESK_REDIS_URL` | a Redis in which triage waits for its turn, shared by all processes; else each waits in its own memory |",
    "| `NIGHTDESK_DESK_KEY` | 64 hexadecimal digits that key the digests of what was said; else `desk.key` in the data folder |",
    "| `NIGHTDESK_WEBHOOK_<ID>` | the secret that signs a webhook of `paging.webhooks`: `whsec_` and 24 to 64 bytes in base64 |",
    "| `NIGHTDESK_MAIL_PASSWORD` | the password of `paging.mail.user` |",
    "| `NIGHTDESK_DISCORD_TOKEN` | the bot's token; with it `nightdesk up` connects to Discord ([how](../how-to/discord.md)) |",
    "| `NIGHTDESK_DISCORD_API_URL` | base of Discord's REST API, for a stand-in or a proxy; the gateway's address comes from it |",
    "| `NIGHTDESK_SERVER`, `NIGHTDESK_TOKEN` | a desk to talk to over HTTP, and the token for it |",
    "",
  ].join("\n");
}

function rows({ properties = {} }: Schema, path: string, required: Set<string>): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = path === "" ? name : `${path}.${name}`;
    if (key === "rules[].when") return [];
    const must = required.has(name) && schema.default === undefined;
    const own = schema.properties === undefined || schema.description ? [row(key, schema, must)] : [];
    const below = [
      ...rows(schema, key, new Set(schema.required)),
      ...(schema.items?.properties ? rows(schema.items, `${key}[]`, new Set(schema.items.required)) : []),
      ...(typeof schema.additionalProperties === "object"
        ? rows(schema.additionalProperties, `${key}.<id>`, new Set(schema.additionalProperties.required))
        : []),
    ];
    return [...own, ...below];
  });
}

function row(key: string, schema: Schema, must: boolean): string {
  const given = schema.default;
  const long = JSON.stringify(given)?.length > 60;
  const fallback =
    given === undefined ? (must ? "required" : "") : long ? "see the schema" : `\`${JSON.stringify(given)}\``;
  return `| \`${key}\` | ${kind(schema)} | ${fallback} | ${schema.description ?? ""} |`;
}

function kind(schema: Schema): string {
  if (schema.enum) return schema.enum.map((it) => `\`${it}\``).join(" ");
  if (schema.items) return "list";
  if (schema.anyOf) return schema.anyOf.map(kind).join(" or ");
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
  return type === "object" ? "map" : type;
}
