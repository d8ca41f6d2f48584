import { bullQueue } from "../../src/worker/queue/bullmq.ts";

/* A process that puts a job in line, takes it, says so, and hangs until it is killed: `<url> <desk> <job>`. */
const [url = "", desk = "", id = ""] = process.argv.slice(2);
const queue = bullQueue({
  url,
  desk,
  atOnce: 1,
  stalledAfter: 500,
  changed: (state) => state === "ready" && void queue.add({ id, ticket: "ticket:t", priority: "P1", attempt: 1 }),
}).open({
  async run(job) {
    process.stdout.write(`${job.id}\n`);
    return new Promise(() => undefined);
  },
  settle: async () => undefined,
  failed: (error) => process.stderr.write(`${String(error)}\n`),
  now: () => 0,
});
