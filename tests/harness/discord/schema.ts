import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "./state.ts";

type Check = (body: unknown) => string | undefined;

/**
 * Judges requests by Discord's published description, which is not part of this repository: NIGHTDESK_DATA names the folder that holds
 * discord/openapi.json. Without it nothing is judged.
 */
export function requestSchema(): (method: string, path: string, body: unknown) => string | undefined {
  const file = join(process.env.NIGHTDESK_DATA ?? "/nonexistent", "discord/openapi.json");
  if (!existsSync(file)) return () => undefined;
  const text = readFileSync(file, "utf8").replaceAll("#/components/schemas/", "#/$defs/");
  const { paths, components } = JSON.parse(text) as Json;
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
  ajv.addSchema({ $id: "discord", $defs: components.schemas });
  const checks = new Map<string, Check>();
  const patterns = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
    variables: path.split("{").length,
  }));

  function checkOf(method: string, path: string): Check {
    const known = patterns.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.variables - b.variables)[0];
    const operation = known === undefined ? undefined : paths[known.path][method.toLowerCase()];
    if (operation === undefined) return () => `${method} ${path} is not a documented route`;
    const schema = operation.requestBody?.content?.["application/json"]?.schema;
    if (schema === undefined) return () => undefined;
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"discord#/')));
    return (body) =>
      validate(body ?? {}) ? undefined : ajv.errorsText(validate.errors?.slice(0, 4), { dataVar: `${method} ${path}` });
  }

  return (method, path, body) => {
    const key = `${method} ${path.replace(/\d{15,}/g, "N").replace(/\/N\/[\w-]{20,}/, "/N/T")}`;
    const check = checks.get(key) ?? checkOf(method, path);
    checks.set(key, check);
    return check(body);
  };
}
