import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "./state.ts";

/** What is wrong with a body, by Discord's published description; undefined for nothing. */
type Check = (body: unknown) => string | undefined;
interface Checks {
  request: Check;
  /** Of an answer with this status. */
  response(status: number, body: unknown): string | undefined;
}

export interface Judge {
  request(method: string, path: string, body: unknown): string | undefined;
  response(method: string, path: string, status: number, body: unknown): string | undefined;
}

const LENIENT: Judge = { request: () => undefined, response: () => undefined };

/**
 * Judges requests and the fake's own answers by Discord's published description, which is not part of this repository: NIGHTDESK_DATA
 * names the folder that holds discord/openapi.json. Without it nothing is judged, and the run says so.
 */
export function discordSchema(): Judge {
  shared ??= read();
  return shared;
}

/** Undefined where there is none. */
function descriptionFile(): string | undefined {
  const folder = process.env.NIGHTDESK_DATA;
  const file = folder === undefined ? undefined : join(folder, "discord/openapi.json");
  return file !== undefined && existsSync(file) ? file : undefined;
}

/** Before the tests: says once that nothing will be judged, where that is so. */
export default function announce(): void {
  if (descriptionFile() === undefined)
    process.stderr.write(
      "Requests are not judged by Discord's description of its API: NIGHTDESK_DATA names no folder with discord/openapi.json.\n",
    );
}

/** Compiling takes a while: once for all tests of a file. */
let shared: Judge | undefined;

function read(): Judge {
  const file = descriptionFile();
  if (file === undefined) return LENIENT;
  const text = readFileSync(file, "utf8").replaceAll("#/components/schemas/", "#/$defs/");
  const { paths, components } = JSON.parse(text) as Json;
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
  ajv.addSchema({ $id: "discord", $defs: components.schemas });
  const known = new Map<string, Checks>();
  const patterns = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
    variables: path.split("{").length,
  }));

  function compile(schema: unknown, name: string): Check {
    if (schema === undefined) return () => undefined;
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"discord#/')));
    return (body) => (validate(body) ? undefined : ajv.errorsText(validate.errors?.slice(0, 4), { dataVar: name }));
  }

  function checksOf(method: string, path: string): Checks {
    const route = patterns.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.variables - b.variables)[0];
    const operation = route === undefined ? undefined : paths[route.path][method.toLowerCase()];
    if (operation === undefined) {
      const unknown = () => `${method} ${path} is not a documented route`;
      return { request: unknown, response: () => undefined };
    }
    const body = (it: Json | undefined) => it?.content?.["application/json"]?.schema;
    const request = compile(body(operation.requestBody), `${method} ${path}`);
    const answers = new Map<number, Check>();
    return {
      request: (it) => request(it ?? {}),
      response(status, it) {
        const answer = operation.responses[String(status)];
        if (answer === undefined) return `${method} ${path} does not answer ${status}`;
        const check = answers.get(status) ?? compile(body(answer), `${method} ${path} -> ${status}`);
        answers.set(status, check);
        return check(it);
      },
    };
  }

  const of = (method: string, path: string): Checks => {
    const key = `${method} ${path.replace(/\d{15,}/g, "N").replace(/\/N\/[\w-]{20,}/, "/N/T")}`;
    const checks = known.get(key) ?? checksOf(method, path);
    known.set(key, checks);
    return checks;
  };
  return {
    request: (method, path, body) => of(method, path).request(body),
    response: (method, path, status, body) => of(method, path).response(status, body),
  };
}
