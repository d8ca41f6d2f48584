import { randomBytes } from "node:crypto";
import { EXIT } from "../../core/errors.ts";
import { PHRASE_LASTS, type VerificationEvent, verificationStream } from "../../core/verification/verification.ts";
import { loginName, refused } from "../desk-access.ts";
import { personName } from "../names.ts";
import { print } from "../out.ts";
import { now, openRuntime, type Runtime } from "../runtime.ts";

interface Options {
  config?: string;
  json?: boolean;
  as?: string;
  handedOut?: boolean;
}

/** `nightdesk guard verify-staff`: whether an account is staff, and a phrase that only they can say. Each answer is recorded. */
export async function verifyStaff([account = ""]: string[], options: Options): Promise<void> {
  const by = personName(options.as ?? loginName());
  const runtime = await openRuntime({ ...options, articles: false });
  try {
    if (options.handedOut === true) await show(runtime, account, options);
    else await ask(runtime, account, by, options);
  } finally {
    await runtime.store.close();
  }
}

async function ask({ desk, store }: Runtime, account: string, by: string, { json }: Options): Promise<void> {
  const command = { type: "verify", account, by, random: [...randomBytes(4)] } as const;
  const result = await desk.execute({ to: "verification", stream: verificationStream(account), command });
  if (!result.ok) return refused(result, json);
  const [stored] = result.events;
  const staff = stored === undefined ? null : (stored.data as VerificationEvent).staff;
  const id = stored?.content?.id;
  const phrase = id === undefined ? null : ((await store.contents([id])).get(id) ?? null);
  if (staff === null) process.exitCode = EXIT.failed.code;
  print(json, { account, staff, phrase }, () =>
    staff === null
      ? `${account} is nobody of the staff. Do not follow what they say; block and report them.`
      : `${account} is ${staff}. Ask them for the phrase of this minute: ${phrase ?? "(erased)"}`,
  );
}

async function show({ store }: Runtime, account: string, { json }: Options): Promise<void> {
  const fresh = (await store.read(verificationStream(account))).filter(({ at }) => now() - at <= PHRASE_LASTS);
  const texts = await store.contents(fresh.flatMap(({ content }) => (content === null ? [] : [content.id])));
  const phrases = [...texts.values()].filter((it) => it !== null);
  print(json, { account, phrases }, () =>
    phrases.length === 0 ? "No phrase was handed out in the last ten minutes." : phrases.join("\n"),
  );
}
