/**
 * The text that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/. Labels are bounded sets only: no
 * ids, no names of customers.
 */

const escapeLabel = (value: string): string => value.replace(/[\\"\n]/g, (it) => (it === "\n" ? "\\n" : `\\${it}`));

const labelled = (names: readonly string[], values: readonly string[]): string =>
  names.length === 0 ? "" : `{${names.map((name, i) => `${name}="${escapeLabel(values[i] ?? "")}"`).join(",")}}`;

const head = (name: string, help: string, type: string): string => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;

/** Values only ever grow. One without labels is there from the start, at 0. */
export function counter(name: string, help: string, labels: readonly string[]) {
  const values = new Map<string, { labels: readonly string[]; value: number }>();
  if (labels.length === 0) values.set("", { labels: [], value: 0 });
  return {
    add(given: readonly string[], amount = 1): void {
      const key = given.join("\0");
      const entry = values.get(key);
      if (entry === undefined) values.set(key, { labels: given, value: amount });
      else entry.value += amount;
    },
    render: (): string =>
      head(name, help, "counter") +
      [...values.values()].map((it) => `${name}${labelled(labels, it.labels)} ${it.value}\n`).join(""),
  };
}

/** How many observations fell at or below each bound, their sum and their number. */
export function histogram(name: string, help: string, labels: readonly string[], bounds: readonly number[]) {
  const series = new Map<string, { labels: readonly string[]; counts: number[]; sum: number }>();
  const lines = (given: readonly string[], counts: number[], sum: number): string => {
    let below = 0;
    const buckets = [...bounds.map(String), "+Inf"].map((bound, i) => {
      below += counts[i] ?? 0;
      return `${name}_bucket${labelled([...labels, "le"], [...given, bound])} ${below}\n`;
    });
    const which = labelled(labels, given);
    return `${buckets.join("")}${name}_sum${which} ${sum}\n${name}_count${which} ${below}\n`;
  };
  return {
    observe(given: readonly string[], value: number): void {
      const key = given.join("\0");
      const entry = series.get(key) ?? { labels: given, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
      series.set(key, entry);
      const at = bounds.findIndex((bound) => value <= bound);
      const bucket = at === -1 ? bounds.length : at;
      entry.counts[bucket] = (entry.counts[bucket] ?? 0) + 1;
      entry.sum += value;
    },
    render: (): string =>
      head(name, help, "histogram") + [...series.values()].map((it) => lines(it.labels, it.counts, it.sum)).join(""),
  };
}

/** Values read at the time of asking: one, or one for each value of a label. */
export function gauges(
  name: string,
  help: string,
  label: string | null,
  values: number | Record<string, number>,
): string {
  if (label === null || typeof values === "number") return `${head(name, help, "gauge")}${name} ${values}\n`;
  const lines = Object.entries(values).map(([key, value]) => `${name}${labelled([label], [key])} ${value}\n`);
  return head(name, help, "gauge") + lines.join("");
}
