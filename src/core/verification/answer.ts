import type { Desk } from "../desk.ts";
import type { Refusal } from "../errors.ts";
import type { Store } from "../ports.ts";
import type { Instant } from "../time.ts";
import { PHRASE_LASTS, type VerificationCommand, type VerificationEvent, verificationStream } from "./verification.ts";

/** Whose account it is, null for nobody of the staff, and the phrase that whoever holds it can now say. */
export interface VerificationAnswer {
  ok: true;
  staff: string | null;
  phrase: string | null;
}

interface Ports {
  desk: Pick<Desk, "execute">;
  store: Pick<Store, "contents" | "read">;
}

/** Answers whether an account is staff, and hands out a phrase; `random` has at least four bytes. Each answer is recorded. */
export async function verifyAccount(
  { desk, store }: Ports,
  command: Omit<VerificationCommand, "type">,
): Promise<VerificationAnswer | Refusal> {
  const stream = verificationStream(command.account);
  const result = await desk.execute({ to: "verification", stream, command: { type: "verify", ...command } });
  if (!result.ok) return result;
  const [stored] = result.events;
  const id = stored?.content?.id;
  const staff = stored === undefined ? null : (stored.data as VerificationEvent).staff;
  return { ok: true, staff, phrase: id === undefined ? null : ((await store.contents([id])).get(id) ?? null) };
}

/** The phrases that were handed out for an account and still count: what its holder may say. */
export async function phrasesFor(store: Ports["store"], account: string, now: Instant): Promise<string[]> {
  const fresh = (await store.read(verificationStream(account))).filter(({ at }) => now - at <= PHRASE_LASTS);
  const texts = await store.contents(fresh.flatMap(({ content }) => (content === null ? [] : [content.id])));
  return [...texts.values()].filter((it) => it !== null);
}
