import { wordlist } from "@scure/bip39/wordlists/english.js";
import { describe, expect, test } from "vitest";
import { peopleGuard } from "../../../src/core/guard/people/guard.ts";
import { impersonation } from "../../../src/core/guard/people/impersonation.ts";
import { PHRASE_WORDS, phraseFrom } from "../../../src/core/guard/people/verify-staff.ts";

const guard = peopleGuard(
  {
    brands: ["Borealis"],
    staff: [
      { name: "Mei Lindqvist", accounts: ["discord:1"], avatars: ["abcdef123"] },
      { name: "小王客服", accounts: [], avatars: [] },
    ],
  },
  ["Bob", "Alice", "王伟"].map((name) => ({ name, accounts: [] })),
);
const score = (displayName: string) => impersonation({ id: "discord:9", displayName }, guard)?.score ?? 0;

describe("a name", () => {
  test.each(
    "Support,Admin,Adm1n,ᴀᴅᴍɪɴ,Official,mod,Customer Service,🛠️ Support Team 🛠️,官方客服,在线客服01,管理员,團隊客服,Borealis,Borealis Support,BOREALIS SUPP0RT,𝗕𝗼𝗿𝗲𝗮𝗹𝗶𝘀,Bоrealis Fan,Bоb,B0b,AIice,Mеi Lindqvist,Bob | Support,bob_admin,Borealis 客服".split(
      ",",
    ),
  )("%s passes for one of ours", (name) => {
    expect(score(name)).toBeGreaterThanOrEqual(0.75);
  });

  test.each([
    "Bob",
    "Alice",
    "王伟",
    "Mel",
    "Bobby",
    "Borealis fan",
    "Support Seeker",
    "modern",
    "customer",
    "supportive dad",
    "客户小李",
    "",
    "x",
  ])("%s is anybody's", (name) => {
    expect(score(name)).toBe(0);
  });

  test("in full, of somebody of ours, is only shown to moderators", () => {
    expect(score("Mei Lindqvist")).toBe(0.45);
    expect(score("客服小李")).toBe(0.45);
  });

  test("is never held against those who bear it rightly", () => {
    expect(
      impersonation({ id: "discord:1", displayName: "Borealis Support", avatar: "abcdef123" }, guard),
    ).toBeUndefined();
    expect(impersonation({ id: "discord:2", displayName: "Support", isStaff: true }, guard)).toBeUndefined();
  });

  test("with the picture of somebody of ours is worse than either", () => {
    expect(impersonation({ displayName: "Someone", avatar: "abcdef123" }, guard)?.score).toBe(0.7);
    expect(impersonation({ displayName: "Mei Lindqvist", avatar: "abcdef123" }, guard)?.score).toBe(0.95);
  });
});

describe("a phrase to compare", () => {
  test("comes from what it is given, and from no word of a recovery phrase", () => {
    expect(phraseFrom(Uint8Array.from([0, 1, 2, 255]))).toBe(phraseFrom(Uint8Array.from([0, 1, 2, 255])));
    expect(phraseFrom(Uint8Array.from([0, 1, 2, 255])).split("-")).toHaveLength(4);
    expect(PHRASE_WORDS.filter((word) => wordlist.includes(word))).toEqual([]);
    expect(new Set(PHRASE_WORDS).size).toBe(256);
  });
});
