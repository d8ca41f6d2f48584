import type { Screen } from "./screen.ts";
import { ATTEND, copied, LEAVE, mouse, notified, titled, titleOf } from "./signals.ts";
import { tap } from "./tap.ts";
import type { Errand } from "./update/step.ts";

type TerminalErrand = Extract<Errand, { errand: "bell" | "copy" | "mouse" | "notify" }>;

const KINDS: ReadonlySet<string> = new Set(["bell", "copy", "mouse", "notify"] satisfies TerminalErrand["errand"][]);
export const isTerminalErrand = (errand: Errand): errand is TerminalErrand => KINDS.has(errand.errand);

interface Terminal {
  out: Pick<NodeJS.WriteStream, "write">;
  input: NodeJS.ReadStream;
  env: Record<string, string | undefined>;
}

/** What the terminal can do besides showing rows: its title, clipboard, bell, notifications, mouse, and whether it is looked at. */
export function openTerminal({ out, input, env }: Terminal, screen: Pick<Screen, "get" | "subscribe" | "dispatch">) {
  const untap = tap(input, (signal) =>
    screen.dispatch(signal.signal === "focus" ? { type: "focused", on: signal.on } : { ...signal, type: "pointed" }),
  );
  let title = "";
  const follow = () => {
    const next = titleOf(screen.get());
    if (next !== title) out.write(titled(next));
    title = next;
  };
  // A report that comes before Ink has the keys would be echoed, and the first row begin behind it.
  if (input.isTTY) input.setRawMode(true);
  out.write(ATTEND);
  follow();
  const unfollow = screen.subscribe(follow);
  return {
    run(errand: TerminalErrand): void {
      if (errand.errand === "bell") out.write("\x07");
      else if (errand.errand === "copy") out.write(copied(errand.text));
      else if (errand.errand === "mouse") out.write(mouse(errand.on));
      else out.write(notified(errand.text, env));
    },
    close(): void {
      unfollow();
      untap();
      out.write(LEAVE);
    },
  };
}
