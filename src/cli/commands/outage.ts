import { stamp } from "../../core/oncall/zoned.ts";
import type { WireOutages } from "../../server/api-outage.ts";
import type { DeskClient, OutagesNow } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { moment } from "../moments.ts";
import { print } from "../out.ts";
import type { AccessOptions } from "../remote.ts";
import { now } from "../runtime.ts";

interface Options extends AccessOptions {
  article?: string[];
  text?: string[];
  say?: string;
  sayZh?: string;
  until?: string;
  zone?: string;
}

/** `nightdesk outage open`: questions about an article, or that match a pattern, wait for its news from now on. */
export const open = (_: string[], options: Options): Promise<void> =>
  change(options, (client) => {
    const { article: articles = [], text: patterns = [] } = options;
    return client.openOutage({ articles, patterns, words: wordsOf(options), until: untilOf(options) ?? null });
  });

/** `nightdesk outage update`: everybody who waits is told. */
export const update = ([id = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => {
    const until = untilOf(options);
    return client.updateOutage(id, { words: wordsOf(options), ...(until === undefined ? {} : { until }) });
  });

/** `nightdesk outage close`: everybody who waits is told that it is over. */
export const close = ([id = ""]: string[], options: Options): Promise<void> =>
  change(options, (client) => client.closeOutage(id, { words: wordsOf(options) }));

/** `nightdesk outage list`. */
export const list = (_: string[], options: Options): Promise<void> =>
  change(options, async (client) => ({ ok: true, ...(await client.outages()) }));

const wordsOf = ({ say, sayZh }: Options) => ({
  ...(say === undefined ? {} : { en: say }),
  ...(sayZh === undefined ? {} : { zh: sayZh }),
});

const untilOf = ({ until, zone }: Options): number | null | undefined =>
  until === undefined ? undefined : until === "-" ? null : moment(until, zone === undefined ? {} : { zone }, now());

async function change(options: Options, run: (client: DeskClient) => Promise<OutagesNow>): Promise<void> {
  const { client, close: end } = await reachDesk(options, { outgoing: true, articles: true });
  try {
    const done = await run(client);
    if (!done.ok) return refused(done, options.json);
    const { outages, surging } = done;
    print(options.json, { outages, surging }, () =>
      outages.length === 0
        ? "no outages"
        : outages
            .toReversed()
            .map((it) => say(it, options.zone ?? "UTC"))
            .join("\n"),
    );
  } finally {
    await end();
  }
}

function say(
  { id, by, articles, patterns, openedAt, until, words, over, attached }: WireOutages["outages"][number],
  zone: string,
) {
  const state = over === null ? "open" : `over since ${stamp(over.at, zone)}`;
  const estimate = over !== null ? "" : until === null ? ", no estimate" : `, until about ${stamp(until, zone)}`;
  const about = [...articles, ...patterns.map((it) => `/${it}/`)].join(", ");
  const who = by === null ? "the desk itself" : by;
  const line = `${id}  ${state}  ${attached} ${over === null ? "waiting" : "waited"}  about ${about}  since ${stamp(openedAt, zone)} by ${who}${estimate}`;
  return [line, ...Object.entries(words).map(([language, text]) => `    ${language}: ${text}`)].join("\n");
}
