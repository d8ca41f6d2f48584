import { createHash } from "node:crypto";

/** How many words a phrase has. */
export const LENGTHS: readonly number[] = [24, 21, 18, 15, 12];

/** Whether words, given by their places in a list, end in the checksum of BIP39. */
export function checksumHolds(indices: readonly number[]): boolean {
  if (!LENGTHS.includes(indices.length)) return false;
  const checkBits = indices.length / 3;
  const bytes = new Uint8Array(Math.ceil((indices.length * 11) / 8));
  let bit = 0;
  for (const index of indices) {
    for (let i = 10; i >= 0; i--, bit++) {
      if ((index >> i) & 1) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (128 >> (bit & 7));
    }
  }
  const entropy = bytes.subarray(0, (indices.length * 11 - checkBits) / 8);
  const sum = createHash("sha256").update(entropy).digest()[0] as number;
  return sum >> (8 - checkBits) === (bytes[entropy.length] as number) >> (8 - checkBits);
}

/** Tells whether any stretch that is as long as a phrase has its checksum. At most so many are tried in all: each costs a hash. */
export function checksumTrials(most = 200): (indices: readonly (number | undefined)[]) => boolean {
  let left = most;
  return (indices) => {
    for (const length of LENGTHS) {
      for (let from = 0; from + length <= indices.length; from++) {
        if (left-- <= 0) return false;
        const part = indices.slice(from, from + length);
        if (part.every((it) => it !== undefined) && checksumHolds(part)) return true;
      }
    }
    return false;
  };
}
