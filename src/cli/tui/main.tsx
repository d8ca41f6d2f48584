import { randomBytes } from "node:crypto";
import { render } from "ink";
import type { DeskClient } from "../../server/desk-client.ts";
import { App } from "./app.tsx";
import { openDrafts } from "./drafts.ts";
import { openHere } from "./here.ts";
import { openLink } from "./link.ts";
import { ReaderApp } from "./reader/app.tsx";
import { openScreen } from "./screen.ts";
import { followTheme, noSettings, readSettings } from "./settings.ts";
import { isTerminalErrand, openTerminal } from "./terminal.ts";
import { depthOf, isAscii, type Look } from "./text/theme.ts";
import type { Errand } from "./update/step.ts";
import { languageOf } from "./words/words.ts";

interface TuiOptions {
  client: DeskClient;
  /** Where the desk is, for people. */
  url: string;
  /** Lets one be a customer too. */
  demo: boolean;
  /** The command that talks as a customer in another terminal. */
  chatCommand?: string | undefined;
  /** "en" or "zh"; from the environment when left out. */
  lang?: string | undefined;
  out?: NodeJS.WriteStream | undefined;
  in?: NodeJS.ReadStream | undefined;
  env?: Record<string, string | undefined> | undefined;
  onQuit?: (() => void) | undefined;
  /** Lines to be read aloud in place of a full screen. */
  screenReader?: boolean | undefined;
  /** No sign outside ASCII but what people write. */
  ascii?: boolean | undefined;
  /** Where one's own keymap.json and theme.json are. */
  settings?: string | undefined;
  /** Where drafts are kept, and the token whose key seals them; none are kept when left out. */
  drafts?: { folder: string; token: string } | undefined;
}

/** So much of one's presence is lost by a crash, at most. */
const HERE = 60_000;

/** Opens the responder's terminal; resolves when it was left, with the terminal as it was before. */
export async function startTui(options: TuiOptions): Promise<void> {
  const {
    client,
    url,
    demo,
    chatCommand,
    lang,
    out = process.stdout,
    in: input = process.stdin,
    env = process.env,
    onQuit,
  } = options;
  const ended = new AbortController();
  const quit = () => ended.abort();
  const settings = options.settings === undefined ? noSettings : readSettings(options.settings);
  const reads = options.screenReader ?? (env.INK_SCREEN_READER ?? "") === "true";
  const depth = depthOf(env);
  const drawn = { depth, ascii: options.ascii ?? isAscii(env), links: depth > 0 };
  let look: Look = { ...drawn, theme: settings.theme };
  const here = options.drafts && openHere(options.drafts.folder, options.drafts.token);
  const start = {
    columns: out.columns ?? 80,
    rows: out.rows ?? 24,
    language: languageOf(lang, env),
    demo,
    chatCommand,
    terminal: randomBytes(6).toString("hex"),
    url,
    keepsDrafts: options.drafts !== undefined,
    lastHere: here?.last() ?? null,
    keymap: settings.keymap,
  };
  const screen = openScreen({ start, now: Date.now, run: (errand) => run(errand) });
  const drafts = options.drafts && openDrafts(options.drafts.folder, options.drafts.token, complain);
  if (drafts !== undefined) {
    screen.dispatch({ type: "restored", drafts: drafts.load() });
    screen.subscribe(() => drafts.follow(screen.get()));
  }
  for (const detail of settings.complaints) complain(new Error(detail));
  const link = openLink(client, screen, ended.signal);
  const terminal = openTerminal({ out, input, env }, screen);
  const unfollow =
    options.settings === undefined
      ? undefined
      : followTheme(options.settings, ({ theme, complaint }) => {
          look = { ...drawn, theme };
          if (complaint !== undefined) complain(new Error(complaint));
          screen.dispatch({ type: "ticked" });
        });
  const app = reads ? <ReaderApp screen={screen} /> : <App screen={screen} look={() => look} />;
  const ink = render(app, {
    stdout: out,
    stdin: input,
    isScreenReaderEnabled: reads,
    alternateScreen: !reads,
    incrementalRendering: !reads,
    maxFps: 60,
    exitOnCtrlC: false,
    interactive: true,
  });

  function complain(error: unknown): void {
    screen.dispatch({ type: "complained", detail: error instanceof Error ? error.message : String(error) });
  }

  function run(errand: Errand): void {
    if (isTerminalErrand(errand)) terminal.run(errand);
    else if (errand.errand === "quit") quit();
    else if (errand.errand === "redraw") {
      ink.clear();
      ink.rerender(app);
    } else void link.run(errand);
  }

  // A terminal that was closed answers writes with EIO or EPIPE: there is nobody left to draw for.
  out.on("error", quit);
  for (const name of ["SIGTERM", "SIGHUP"] as const) process.once(name, quit);
  void link.follow();
  here?.note(Date.now());
  const noting = setInterval(() => here?.note(Date.now()), HERE);
  await new Promise<void>((resolve) => {
    ended.signal.addEventListener("abort", () => resolve());
    void ink.waitUntilExit().then(
      () => resolve(),
      () => resolve(),
    );
  });
  quit();
  clearInterval(noting);
  here?.note(Date.now());
  drafts?.close();
  unfollow?.();
  screen.close();
  terminal.close();
  ink.unmount();
  await ink.waitUntilExit().catch(() => undefined);
  out.off("error", quit);
  for (const name of ["SIGTERM", "SIGHUP"] as const) process.off(name, quit);
  onQuit?.();
}
