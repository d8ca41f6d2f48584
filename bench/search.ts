/** Ranking beside the libraries that one would take instead, in one run on one machine: `npm run bench:search`. Times are noisy; ratios hold. */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { embedSet, openVectors } from "./search/meaning.ts";
import { packSets } from "./search/pack.ts";
import { chosen, OURS } from "./search/peers/all.ts";
import { askOurs, askPeer, languageAccuracy, type OurScore } from "./search/quality.ts";
import {
  printConfidence,
  printPromises,
  printReliability,
  printScores,
  printSpeed,
  type Scores,
} from "./search/report.ts";
import { publicSets, type QualitySet } from "./search/sets.ts";
import { type Measured, measureSpeed } from "./search/speed.ts";

const QUICK_QUERIES = 200;
/** How long a library may take for a set, asked one way, in milliseconds. */
const PATIENCE = { quick: 5_000, whole: 120_000 };

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    only: { type: "string" },
    sizes: { type: "string" },
    libs: { type: "string" },
    sets: { type: "string" },
    model: { type: "string" },
    file: { type: "string" },
    vectors: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
if (values.only !== undefined && !["quality", "speed"].includes(values.only))
  throw new Error("--only takes quality or speed");
const { ours, peers } = chosen(values.libs);
if (values.only !== "speed") await benchQuality();
if (values.only !== "quality") await benchSpeed();

async function benchQuality(): Promise<void> {
  const folder = values.data ?? process.env.NIGHTDESK_BENCH_DATA;
  if (!folder)
    console.log("No public sets: their folder is named by --data or NIGHTDESK_BENCH_DATA. Only the example pack.");
  const every = [...(await packSets()), ...(folder ? publicSets(folder) : [])].map((it) =>
    values.quick && it.compared ? { ...it, queries: spread(it.queries, QUICK_QUERIES) } : it,
  );
  const sets = every.filter(
    (it) => values.sets === undefined || values.sets.split(",").includes(it.name.split(",")[0] ?? ""),
  );
  const meant = values.model === undefined ? undefined : await openVectors(values.model, values);
  const patience = values.quick ? PATIENCE.quick : PATIENCE.whole;
  const scores: Scores = new Map();
  const note = (library: string, set: QualitySet, score: Awaited<ReturnType<typeof askPeer>>) =>
    scores.set(library, (scores.get(library) ?? new Map()).set(set.name, score));
  const rows: { set: string; how: string; ours: OurScore }[] = [];
  for (const set of sets) {
    if (ours) {
      for (const fitted of [false, true]) {
        const how = fitted ? "fitted" : "words only";
        const made = askOurs(set, fitted);
        rows.push({ set: set.name, how, ours: made });
        if (set.compared) note(`${OURS}, ${how}`, set, made.score);
      }
      if (meant !== undefined) {
        const how = "fitted, by meaning";
        const made = askOurs(set, true, await embedSet(set, meant));
        rows.push({ set: set.name, how, ours: made });
        if (set.compared) note(`${OURS}, ${how}`, set, made.score);
      }
    }
    if (set.compared) for (const peer of peers) note(peer.name, set, await askPeer(peer, set, patience));
  }
  const queries = sets.map((it) => `${it.name} ${it.queries.length}`).join(", ");
  console.log(`Queries: ${queries}. Of each library the better of questions and whole articles as its documents.`);
  printScores(scores);
  if (!ours) return;
  printConfidence(rows);
  for (const it of rows) if (it.how !== "words only") printReliability(`${it.set}, ${it.how}`, it.ours);
  printPromises(rows.filter((it) => it.how !== "words only"));
  if (!folder) return;
  const { languages, all, short } = languageAccuracy(folder);
  const told = [all, short].map((it) => `${(100 * it).toFixed(1)} %`);
  console.log(`\nLanguage told, of ${languages}: ${told[0]}; of texts of at most 20 characters: ${told[1]}`);
}

async function benchSpeed(): Promise<void> {
  const sizes = values.sizes?.split(",").map(Number) ?? (values.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]);
  if (sizes.some((it) => !Number.isInteger(it) || it < 1)) throw new Error("--sizes takes numbers, such as 1000,10000");
  const queries = values.quick ? QUICK_QUERIES : 1_000;
  for (const size of sizes) {
    const load = loadavg()[0] ?? 0;
    const own = ours ? await measureSpeed({ library: null, size, queries }, 3) : null;
    const rows: [string, Measured][] = own ? [[OURS, own]] : [];
    for (const { name } of peers)
      rows.push([name, await measureSpeed({ library: name, size, queries }, values.quick ? 1 : 3)]);
    printSpeed(size, rows, own && "build" in own ? own : null);
    console.log(`  ${queries} queries, best of three rounds; load before ${load.toFixed(1)}`);
  }
}

/** At most `limit` of a list, evenly spread. */
function spread<T>(all: readonly T[], limit: number): T[] {
  const step = Math.max(1, all.length / limit);
  return all.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}
