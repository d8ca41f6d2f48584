/** The best of some variants by score, in order, of each class only the best; ties go to the variant that comes first. */
export function bestByClass(among: Uint32Array, scores: Float32Array, classOf: Uint32Array, limit: number): number[] {
  const best: number[] = [];
  let bar = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < among.length; i++) {
    const variant = among[i] as number;
    const score = scores[variant] as number;
    if (score < bar) continue;
    if (!put(best, variant, scores, classOf)) continue;
    if (best.length > limit) best.pop();
    if (best.length === limit) bar = scores[best[limit - 1] as number] as number;
  }
  return best;
}

/** Puts a variant where it belongs, in place of a worse one of its class; false when one of its class is better. */
function put(best: number[], variant: number, scores: Float32Array, classOf: Uint32Array): boolean {
  const own = classOf[variant] as number;
  for (let i = 0; i < best.length; i++) {
    const other = best[i] as number;
    if (classOf[other] !== own) continue;
    if (!isBetter(variant, other, scores)) return false;
    best.splice(i, 1);
    break;
  }
  let place = best.length;
  best.push(variant);
  for (; place > 0 && isBetter(variant, best[place - 1] as number, scores); place--)
    best[place] = best[place - 1] as number;
  best[place] = variant;
  return true;
}

function isBetter(variant: number, other: number, scores: Float32Array): boolean {
  const lead = (scores[variant] as number) - (scores[other] as number);
  return lead > 0 || (lead === 0 && variant < other);
}
