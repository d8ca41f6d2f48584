import fc from "fast-check";
import { expect, test } from "vitest";
import {
  consistencyProof,
  type Digest,
  EMPTY_ROOT,
  grow,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  treeHash,
} from "../../../src/core/audit/merkle.ts";
import { verifyConsistency, verifyInclusion } from "../../../src/core/audit/proofs.ts";

/** The leaves and roots that implementations of Certificate Transparency test themselves with. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const leaves = LEAVES.map((data) => leafHash(Buffer.from(data, "hex")));

test("the roots are those of the known trees", () => {
  expect(EMPTY_ROOT.toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const tree = { size: 0, peaks: [] as Digest[] };
  expect(rootOf(tree)).toEqual(EMPTY_ROOT);
  for (const [i, leaf] of leaves.entries()) {
    grow(tree, leaf);
    expect(rootOf(tree).toString("hex")).toBe(ROOTS[i]);
    expect(treeHash(leaves, 0, i + 1).toString("hex")).toBe(ROOTS[i]);
  }
});

/** The recursion as section 2.1.1 of RFC 9162 writes it, with nothing of ours but the two hashes. */
function asWritten(list: readonly Digest[]): Digest {
  if (list.length === 0) return EMPTY_ROOT;
  if (list.length === 1) return list[0] as Digest;
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return nodeHash(asWritten(list.slice(0, k)), asWritten(list.slice(k)));
}

const many = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.from([i])));

test("every tree, every proof, and none that is changed", () => {
  for (let size = 1; size <= many.length; size++) {
    const tree = many.slice(0, size);
    const root = treeHash(tree);
    expect(root).toEqual(asWritten(tree));
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(tree, index);
      const leaf = tree[index] as Digest;
      expect(verifyInclusion(leaf, { index, size, root, proof })).toBe(true);
      expect(verifyInclusion(leafHash(Buffer.from("x")), { index, size, root, proof })).toBe(false);
      if (size > 1) expect(verifyInclusion(leaf, { index: (index + 1) % size, size, root, proof })).toBe(false);
    }
    for (let first = 0; first <= size; first++) {
      const begin = { size: first, root: treeHash(tree, 0, first) };
      const proof = consistencyProof(tree, first);
      expect(verifyConsistency(begin, { size, root }, proof)).toBe(true);
      if (first > 0) expect(verifyConsistency({ ...begin, root: EMPTY_ROOT }, { size, root }, proof)).toBe(false);
      if (first > 0 && first < size) expect(verifyConsistency(begin, { size, root: EMPTY_ROOT }, proof)).toBe(false);
    }
  }
});

test("a proof with a digest changed, dropped or added does not pass", () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 40 }), fc.nat(), fc.nat(), (size, a, b) => {
      const tree = many.slice(0, size);
      const first = 1 + (a % (size - 1));
      const proof = consistencyProof(tree, first);
      const at = b % proof.length;
      const [begin, end] = [
        { size: first, root: treeHash(tree, 0, first) },
        { size, root: treeHash(tree) },
      ];
      expect(verifyConsistency(begin, end, proof.with(at, EMPTY_ROOT))).toBe(false);
      expect(verifyConsistency(begin, end, proof.toSpliced(at, 1))).toBe(false);
      expect(verifyConsistency(begin, end, [...proof, EMPTY_ROOT])).toBe(false);
    }),
  );
});
