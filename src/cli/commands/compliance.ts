import stringWidth from "string-width";
import { EXIT, Fault } from "../../core/errors.ts";
import { excerpt } from "../../core/text.ts";
import type { WireComplianceNote } from "../../server/api-compliance.ts";
import { print, table } from "../out.ts";
import { type AccessOptions, httpUrl, remoteToken, serverOf } from "../remote.ts";
import { runningDesk } from "../running-desk.ts";

interface Options extends AccessOptions {
  ticket?: number;
  sar?: boolean;
  amount?: number;
  kind?: string[];
  reference?: string;
}

type Note = WireComplianceNote;

/** `nightdesk compliance note`: about suspicious activity; with --sar a report is pre-filled, which a person checks and files. */
export async function note([text = ""]: string[], options: Options): Promise<void> {
  const { ticket = null, sar, amount = null, kind = [] } = options;
  const draft = sar === true ? { sar: { amountUsd: amount, kinds: kind } } : {};
  const made = await ask<Note>(options, "POST", "", { text, ticket, ...draft });
  print(options.json, made, () => `${made.id}\n${shown(made)}`);
}

/** `nightdesk compliance list`. */
export async function list(_: string[], options: Options): Promise<void> {
  const { notes } = await ask<{ notes: Note[] }>(options, "GET", "");
  print(options.json, { notes }, () =>
    notes.length === 0
      ? "no notes"
      : table([["NOTE", "WRITTEN", "BY", "TICKET", "FILE BY", "TEXT"], ...notes.map(row)], stringWidth),
  );
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const due = ({ filed, overdue, dueAt }: Note): string =>
  filed === null ? `${overdue ? "! " : ""}${day(dueAt)}` : `filed ${day(filed.at)}`;
const row = (it: Note): string[] => [
  it.id.slice(0, 8),
  day(it.at),
  it.by,
  it.ticket === null ? "-" : `T-${it.ticket}`,
  due(it),
  excerpt(it.text, 50),
];

/** `nightdesk compliance show`: all of a note, with what a report is pre-filled with. */
export async function show([id = ""]: string[], options: Options): Promise<void> {
  const found = await ask<Note>(options, "GET", `/${await wholeId(id, options)}`);
  print(options.json, found, () => shown(found));
}

/** `nightdesk compliance filed`: a person has filed the report. */
export async function filed([id = ""]: string[], options: Options): Promise<void> {
  const { reference = "" } = options;
  const done = await ask<Note>(options, "POST", `/${await wholeId(id, options)}/filed`, { reference });
  print(options.json, done, () => `filed on ${day(done.filed?.at ?? done.at)} as ${reference}`);
}

async function wholeId(id: string, options: Options): Promise<string> {
  if (id.length === 36) return id;
  const { notes } = await ask<{ notes: Note[] }>(options, "GET", "");
  const found = notes.filter((it) => it.id.startsWith(id));
  if (found.length === 1 && found[0] !== undefined) return found[0].id;
  throw new Fault("usage", found.length === 0 ? `there is no note ${id}` : `more than one note begins with ${id}`, {
    next: "`nightdesk compliance list` has them.",
  });
}

function shown({ text, ticket, by, at, sar, reference, ...it }: Note): string {
  const report =
    sar === null
      ? []
      : [
          "",
          "Pre-filled for FinCEN's SAR (check every field, write the narrative, file it yourself):",
          `  subject         ${sar.subject.identifiers.join(", ")} (${sar.subject.relationship})`,
          `  activity        ${sar.activity.from} to ${sar.activity.to}`,
          `  amount, USD     ${sar.activity.amountUsd ?? "to be filled in"}${sar.reaches === null ? "" : sar.reaches ? " (reaches $2,000)" : " (below $2,000)"}`,
          `  kinds           ${sar.activity.kinds.join(", ") || "to be filled in"}`,
          `  addresses       ${sar.activity.addresses.join(", ") || "-"}`,
          `  transactions    ${sar.activity.transactions.join(", ") || "-"}`,
          `  file by         ${sar.fileBy}`,
        ];
  const head = `${day(at)}  ${by}  ${ticket === null ? "no ticket" : `T-${ticket}`}  ${due({ ...it, text, ticket, by, at, sar, reference })}`;
  return [head, ...(reference === null ? [] : [`reference ${reference}`]), "", text, ...report].join("\n");
}

/** Always through a running desk and with a token of the role: who may open the files is not cleared for that alone. */
async function ask<T>(options: Options, method: "GET" | "POST", path: string, json?: unknown): Promise<T> {
  const token = await remoteToken(options);
  const server = serverOf(options);
  const url = server === undefined ? (await runningDesk({ ...options }, "lead")).url : httpUrl(server);
  const response = await fetch(`${url}/v1/compliance/notes${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    signal: AbortSignal.timeout(15_000),
  }).catch((cause: unknown) => {
    throw new Fault("unreachable", `${url} cannot be reached`, { next: "Is the desk running there?", cause });
  });
  const answer = (await response.json().catch(() => ({}))) as T & { detail?: string; next?: string };
  if (response.ok) return answer;
  const code = response.status === 401 ? "unauthorised" : response.status === 403 ? "forbidden" : "usage";
  if (response.status === 404 || response.status === 409) process.exitCode = EXIT.failed.code;
  throw new Fault(
    code,
    answer.detail ?? `the desk answered ${response.status}`,
    answer.next === undefined ? {} : { next: answer.next },
  );
}
