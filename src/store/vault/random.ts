import { randomBytes } from "node:crypto";

const POOL = 8_192;

let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes, drawn many at a time: asking for each IV by itself costs as much as the encryption. None is given out twice. */
export function random(length: number): Buffer {
  if (used + length > pool.length) {
    pool = randomBytes(POOL);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}
