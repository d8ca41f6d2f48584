import { type Digest, nodeHash } from "./merkle.ts";

/** Whether a leaf is in the tree of that root: RFC 9162, section 2.1.3.2. `index` counts from 0. */
export function verifyInclusion(
  leaf: Digest,
  { index, size, root, proof }: { index: number; size: number; root: Digest; proof: readonly Digest[] },
): boolean {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let node = leaf;
  for (const other of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      node = nodeHash(other, node);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else node = nodeHash(node, other);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && node.equals(root);
}

/** Whether one tree is the beginning of another: RFC 9162, section 2.1.4.2. */
export function verifyConsistency(
  first: { size: number; root: Digest },
  second: { size: number; root: Digest },
  proof: readonly Digest[],
): boolean {
  if (first.size > second.size) return false;
  if (first.size === 0) return proof.length === 0;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  const path = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : [...proof];
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let fn = first.size - 1;
  let sn = second.size - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [start, start];
  for (const other of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(other, fr);
      sr = nodeHash(other, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, other);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(first.root) && sr.equals(second.root);
}

const half = (n: number): number => Math.floor(n / 2);
