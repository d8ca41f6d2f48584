import stringWidth from "string-width";
import type { Role } from "../../server/api.ts";
import { newToken } from "../../server/auth.ts";
import { loginName, refused } from "../desk-access.ts";
import { personName } from "../names.ts";
import { print, table } from "../out.ts";
import { now, openRuntime } from "../runtime.ts";

interface Options {
  config?: string;
  json?: boolean;
  name: string;
  role: Role;
}

/** `nightdesk token create`: the secret is shown this once; only its hash is kept. */
export async function create(_: string[], options: Options): Promise<void> {
  const name = personName(options.name);
  const { store, desk } = await openRuntime({ ...options, articles: false });
  try {
    const { secret, row } = newToken({ name, role: options.role, by: loginName(), now: now() });
    const who = { name: loginName(), role: null, door: "cli" };
    await desk.audit.note(who, "token.created", { on: `token:${row.id}`, more: { to: name, role: options.role } });
    await store.putToken(row);
    print(options.json, { id: row.id, name: row.name, role: row.role, token: secret }, () => secret);
    if (!options.json) {
      process.stderr.write(
        `This is ${row.name}'s token (${row.role}), shown this once. Use it as NIGHTDESK_TOKEN or in a file for --token-file.\nEnd it with: nightdesk token revoke ${row.id}\n`,
      );
    }
  } finally {
    await store.close();
  }
}

/** `nightdesk token list`: without secrets. */
export async function list(_: string[], options: Options): Promise<void> {
  const { store } = await openRuntime({ ...options, articles: false });
  try {
    const tokens = (await store.tokens()).map(({ hash: _hash, ...row }) => row);
    const day = (at: number | null) => (at === null ? "-" : new Date(at).toISOString().slice(0, 10));
    print(options.json, { tokens }, () =>
      table(
        [
          ["ID", "NAME", "ROLE", "CREATED", "REVOKED"],
          ...tokens.map((it) => [it.id, it.name, it.role, day(it.createdAt), day(it.revokedAt)]),
        ],
        stringWidth,
      ),
    );
  } finally {
    await store.close();
  }
}

/** `nightdesk token revoke`: from then on whoever holds it gets 401. */
export async function revoke([id = ""]: string[], options: Options): Promise<void> {
  const { store, desk } = await openRuntime({ ...options, articles: false });
  try {
    const ended = await store.revokeToken(id, now());
    if (!ended)
      return refused({ ok: false, reason: "not_found", detail: `there is no live token ${id}` }, options.json);
    await desk.audit.note({ name: loginName(), role: null, door: "cli" }, "token.revoked", { on: `token:${id}` });
    print(options.json, { revoked: id }, () => `revoked ${id}`);
  } finally {
    await store.close();
  }
}
