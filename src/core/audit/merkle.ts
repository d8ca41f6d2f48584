import { hash } from "node:crypto";

/** Merkle trees as RFC 9162, section 2.1, defines them, over SHA-256. */
export type Digest = Buffer;

const sha256 = (...parts: readonly Uint8Array[]): Digest => hash("sha256", Buffer.concat(parts), "buffer");
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export const leafHash = (data: Uint8Array): Digest => sha256(LEAF, data);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Digest => sha256(NODE, left, right);
/** The root of a tree without leaves. */
export const EMPTY_ROOT: Digest = hash("sha256", "", "buffer");

/** The whole subtrees at the right edge of a growing tree, largest first: enough to go on and to say the root, in O(log n). */
export interface Frontier {
  size: number;
  peaks: readonly Digest[];
}

/** Adds a leaf in place: a million of them should not make a million objects. */
export function grow(tree: { size: number; peaks: Digest[] }, leaf: Digest): void {
  let node = leaf;
  for (let size = tree.size; size % 2 === 1; size = Math.floor(size / 2)) {
    const left = tree.peaks.pop();
    if (left !== undefined) node = nodeHash(left, node);
  }
  tree.peaks.push(node);
  tree.size += 1;
}

export const rootOf = ({ peaks }: Frontier): Digest =>
  peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right));

/** The largest power of two smaller than n. */
const split = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);

/** MTH(D[from:to]) of hashed leaves. */
export function treeHash(leaves: readonly Digest[], from = 0, to = leaves.length): Digest {
  const tree = { size: 0, peaks: [] as Digest[] };
  for (let i = from; i < to; i++) grow(tree, leaves[i] as Digest);
  return rootOf(tree);
}

/** PATH(m, D_n): that the leaf at `index` (from 0) is in the tree of these leaves. */
export function inclusionProof(leaves: readonly Digest[], index: number, from = 0, to = leaves.length): Digest[] {
  if (to - from <= 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...inclusionProof(leaves, index, from, middle), treeHash(leaves, middle, to)]
    : [...inclusionProof(leaves, index, middle, to), treeHash(leaves, from, middle)];
}

/** PROOF(m, D_n): that the tree of the first `size` leaves is the beginning of the tree of all of them. */
export function consistencyProof(leaves: readonly Digest[], size: number): Digest[] {
  return size === 0 || size === leaves.length ? [] : subproof(leaves, size, 0, leaves.length, true);
}

function subproof(leaves: readonly Digest[], size: number, from: number, to: number, whole: boolean): Digest[] {
  if (size === to - from) return whole ? [] : [treeHash(leaves, from, to)];
  const k = split(to - from);
  const middle = from + k;
  return size <= k
    ? [...subproof(leaves, size, from, middle, whole), treeHash(leaves, middle, to)]
    : [...subproof(leaves, size - k, middle, to, false), treeHash(leaves, from, middle)];
}
