/** One-sided 95 %. */
const Z = 1.645;

/** What a share is at least, with 95 % certainty, when it was seen in so many samples; 0 when there is none (Wilson 1927). */
export function lowerBound(share: number, samples: number): number {
  if (samples <= 0) return 0;
  const doubt = (Z * Z) / samples;
  const spread = Z * Math.sqrt((share * (1 - share)) / samples + doubt / (4 * samples));
  return Math.max(0, (share + doubt / 2 - spread) / (1 + doubt));
}
