/** The best of some variants by score, in order, of each class only the best; ties go to the variant that comes first. */
export function bestByClass(among: Uint32Array, scores: Float32Array, classOf: Uint32Array, limit: number): number[] {
  const best: number[] = [];
  const better = (variant: number, other: number) => {
    const lead = (scores[variant] as number) - (scores[other] as number);
    return lead > 0 || (lead === 0 && variant < other);
  };
  let bar = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < among.length; i++) {
    const variant = among[i] as number;
    if ((scores[variant] as number) < bar) continue;
    const twin = best.findIndex((it) => classOf[it] === classOf[variant]);
    if (twin >= 0) {
      if (!better(variant, best[twin] as number)) continue;
      best.splice(twin, 1);
    }
    let place = best.length;
    while (place > 0 && better(variant, best[place - 1] as number)) place--;
    best.splice(place, 0, variant);
    if (best.length > limit) best.pop();
    if (best.length === limit) bar = scores[best.at(-1) as number] as number;
  }
  return best;
}
