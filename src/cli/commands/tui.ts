import { Fault } from "../../core/errors.ts";
import { connect } from "../../server/client.ts";
import { draftsFolder } from "../drafts-folder.ts";
import type { AccessOptions } from "../remote.ts";
import { runningDesk } from "../running-desk.ts";
import { settingsFolder } from "../settings-folder.ts";

/** `nightdesk tui`: the responder's terminal on a running desk, here or over HTTP. */
export async function tui(
  _: string[],
  options: AccessOptions & { lang?: "en" | "zh"; screenReader?: boolean; ascii?: boolean },
): Promise<void> {
  if (process.stdout.isTTY !== true || process.stdin.isTTY !== true) {
    throw new Fault("usage", "the terminal interface needs a terminal", {
      next: "For scripts there is `nightdesk tickets`.",
    });
  }
  const { url, token } = await runningDesk(options, "lead");
  const client = connect({ url, token });
  // A token that is refused, or an address where nobody answers, is said here and not on a screen that cannot be filled.
  const [{ demo }, { startTui }] = await Promise.all([client.status(), import("../tui/main.tsx")]);
  await startTui({
    client,
    url,
    demo,
    settings: settingsFolder(),
    drafts: { folder: draftsFolder(), token },
    lang: options.lang,
    screenReader: options.screenReader,
    ascii: options.ascii,
  });
}
