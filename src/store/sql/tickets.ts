import { sql } from "kysely";
import type { StreamId, TicketListItem, TicketRow } from "../../core/ports.ts";
import type { TicketPage, TicketQuery } from "../../core/ticket/query.ts";
import { fromCursor, pageSize, placeOf, toCursor } from "../page.ts";
import type { Db } from "./engine.ts";
import { ticketFromRow } from "./rows.ts";
import type { Subjects } from "./subjects.ts";

const withSubject = (db: Db) =>
  db
    .selectFrom("tickets")
    .leftJoin("contents", "contents.id", "tickets.subject_content")
    .selectAll("tickets")
    .select(["contents.text as subject_text", "contents.subject as subject"]);

export async function ticket(
  db: Db,
  subjects: Subjects,
  ref: { id: StreamId } | { number: number },
): Promise<TicketListItem | undefined> {
  const one =
    "id" in ref ? withSubject(db).where("tickets.id", "=", ref.id) : withSubject(db).where("number", "=", ref.number);
  const row = await one.executeTakeFirst();
  return row && ticketFromRow(row, await subjects.open(db, [row.customer, row.subject]));
}

export async function tickets(db: Db, subjects: Subjects, asked: TicketQuery): Promise<TicketPage> {
  if (asked.states?.length === 0) return NOTHING;
  const customer = asked.customer && (await subjects.nameOf(db, asked.customer));
  if (asked.customer !== undefined && customer === undefined) return NOTHING;
  const query = { ...asked, customer };
  const limit = pageSize(query);
  const ordered = filtered(db, query)
    .orderBy("priority")
    .orderBy("due_sort")
    .orderBy("opened_at")
    .orderBy("tickets.id");
  const rows = await ordered.limit(limit + 1).execute();
  const opened = await subjects.open(
    db,
    rows.flatMap((row) => [row.customer, row.subject]),
  );
  const items = rows.slice(0, limit).map((row) => ticketFromRow(row, opened));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, cursor: last ? toCursor(placeOf(last)) : null };
}

const NOTHING: TicketPage = { items: [], cursor: null };

function filtered(db: Db, query: TicketQuery) {
  const { states, owner, dueBefore, priority, language, category, snoozed, tag, customer, openedSince, cursor } = query;
  let rows = withSubject(db);
  if (states !== undefined) rows = rows.where(inStates([...new Set(states)]));
  if (owner !== undefined) rows = owner === null ? rows.where("owner", "is", null) : rows.where("owner", "=", owner);
  if (dueBefore !== undefined) rows = rows.where("due_sort", "<", dueBefore);
  if (snoozed !== undefined) rows = rows.where("snoozed_until", snoozed ? "is not" : "is", null);
  if (priority !== undefined) rows = rows.where("priority", "=", priority);
  if (language !== undefined) rows = rows.where("language", "=", language);
  if (category !== undefined) rows = rows.where("category", "=", category);
  if (tag !== undefined) rows = rows.where("tags", "like", `% ${tag} %`);
  if (customer !== undefined) rows = rows.where("customer", "=", customer);
  if (openedSince !== undefined) rows = rows.where("opened_at", ">=", openedSince);
  if (cursor === undefined) return rows;
  const after = sql.join(fromCursor(cursor));
  return rows.where(sql<boolean>`(priority, due_sort, opened_at, tickets.id) > (${after})`);
}

/** Says it as the index does that holds these tickets in the order of urgency, where there is one. */
function inStates(states: TicketRow["state"][]) {
  const [first, ...others] = states;
  if (others.length === 0) return sql<boolean>`state = ${first}`;
  if (others.length === 1 && states.includes("open") && states.includes("pending")) return sql<boolean>`active = 1`;
  return sql<boolean>`state in (${sql.join(states)})`;
}
