import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TAIL = 16;
/** Random bytes are fetched for many ids at a time: the fetching costs more than the bytes. */
const pool = new Uint8Array(TAIL * 256);
let used = pool.length;

/** A new unique id of 26 characters that sorts by time: 48 bits of milliseconds and 80 random bits (the ULID layout, lower case). */
export function newId(now: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let time = now;
  let head = "";
  for (let i = 0; i < 10; i++) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = "";
  for (let i = 0; i < TAIL; i++) tail += ALPHABET[(pool[used++] ?? 0) % 32];
  return head + tail;
}
