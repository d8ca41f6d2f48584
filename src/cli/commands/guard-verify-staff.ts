import { randomBytes } from "node:crypto";
import { EXIT } from "../../core/errors.ts";
import { phrasesFor, verifyAccount } from "../../core/verification/answer.ts";
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
  const answer = await verifyAccount({ desk, store }, { account, by, random: [...randomBytes(4)] });
  if (!answer.ok) return refused(answer, json);
  const { staff, phrase } = answer;
  if (staff === null) process.exitCode = EXIT.failed.code;
  print(json, { account, staff, phrase }, () =>
    staff === null
      ? `${account} is nobody of the staff. Do not follow what they say; block and report them.`
      : `${account} is ${staff}. Ask them for the phrase of this minute: ${phrase ?? "(erased)"}`,
  );
}

async function show({ store }: Runtime, account: string, { json }: Options): Promise<void> {
  const phrases = await phrasesFor(store, account, now());
  print(json, { account, phrases }, () =>
    phrases.length === 0 ? "No phrase was handed out in the last ten minutes." : phrases.join("\n"),
  );
}
