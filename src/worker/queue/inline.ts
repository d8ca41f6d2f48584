import { PRIORITIES } from "../../core/ports.ts";
import type { Job, OpenQueue, Pace } from "../../core/queue.ts";

/** The queue of a desk in one process: it holds jobs in memory, which may be lost, because their effects are not. */
export const inlineQueue =
  ({ atOnce, rate }: Pace): OpenQueue =>
  ({ run, settle, failed, now }) => {
    const lines = PRIORITIES.map((): Job[] => []);
    const known = new Set<string>();
    const underWay = new Set<Promise<void>>();
    let begun = 0;
    let span: NodeJS.Timeout | undefined;
    let closing = false;
    let quiet: (() => void)[] = [];

    function next(): void {
      while (!closing && underWay.size < atOnce && mayBegin()) {
        const job = lines.find((line) => line.length > 0)?.shift();
        if (job === undefined) break;
        const work: Promise<void> = carryOut(job).finally(() => {
          underWay.delete(work);
          known.delete(job.id);
          next();
        });
        underWay.add(work);
        count();
      }
      if (underWay.size > 0 || (!closing && known.size > 0)) return;
      for (const resolve of quiet) resolve();
      quiet = [];
    }

    const mayBegin = () => rate === undefined || begun < rate.most;

    function count(): void {
      if (rate === undefined) return;
      begun += 1;
      span ??= setTimeout(() => {
        span = undefined;
        begun = 0;
        next();
      }, rate.per);
    }

    const carryOut = (job: Job): Promise<void> => run(job).then(settle).catch(failed);

    return {
      async add(job) {
        if (closing || known.has(job.id)) return;
        known.add(job.id);
        lines[PRIORITIES.indexOf(job.priority)]?.push(job);
        next();
      },
      idle: () =>
        new Promise((resolve) => {
          quiet.push(resolve);
          next();
        }),
      /** What waits is given back, so that whoever comes next need not wait for a lease to run out. */
      async close() {
        closing = true;
        clearTimeout(span);
        const back = lines
          .flat()
          .map(({ id, attempt }) =>
            settle({ id, outcome: "retry", at: now(), error: "the desk was ended", attempts: attempt - 1 }).catch(
              failed,
            ),
          );
        await Promise.all([...back, ...underWay]);
      },
    };
  };
