const BUCKETS = 1_024;

/**
 * The places of the greatest of these scores (none is negative, none above `highest`), about `limit` of them: all that are as great as the last, to a
 * thousandth of the highest, but never more than twice as many. In the order in which they stand.
 */
export function greatest(scores: Float32Array, count: number, limit: number, highest: number): Uint32Array {
  if (count <= limit) return Uint32Array.from({ length: count }, (_, i) => i);
  const factor = (BUCKETS - 1) / highest;
  const histogram = new Int32Array(BUCKETS);
  for (let i = 0; i < count; i++) {
    const bucket = ((scores[i] as number) * factor) | 0;
    histogram[bucket] = (histogram[bucket] as number) + 1;
  }
  let bar = BUCKETS;
  for (let above = 0; above < limit && bar > 0; ) above += histogram[--bar] as number;
  const least = bar / factor;
  const kept = new Uint32Array(limit * 2);
  let size = 0;
  for (let i = 0; i < count && size < kept.length; i++) if ((scores[i] as number) >= least) kept[size++] = i;
  return kept.subarray(0, size);
}
