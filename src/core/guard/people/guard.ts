import { lru } from "../../lru.ts";
import type { GuardConfig } from "../config.ts";
import { type ReadName, readName, seenWord } from "./name.ts";

/** Somebody who speaks for the desk. */
export interface StaffMember {
  name: string;
  read: ReadName;
  accounts: string[];
  avatars: string[];
}

/** That a name passes for somebody's. */
export interface Claim {
  what: string;
  /** 0 to 1 */
  score: number;
  because: string;
}

/** So many names are remembered with what they claim. */
const REMEMBERED = 5_000;

/** What names are judged by, made ready once for a configuration. */
export interface PeopleGuard {
  staff: StaffMember[];
  brands: { name: string; read: ReadName; words: ReadonlySet<string> }[];
  /** The staff's accounts: never judged. */
  accounts: ReadonlyMap<string, StaffMember>;
  avatars: ReadonlyMap<string, StaffMember>;
  /** What names that were read lately claim. */
  claims: ReturnType<typeof lru<string, readonly Claim[]>>;
}

/** `responders` are those who work on tickets: their names and accounts are protected as well. */
export function peopleGuard(
  { staff, brands }: Pick<GuardConfig, "staff" | "brands">,
  responders: { name: string; accounts: string[] }[],
): PeopleGuard {
  const listed = new Set(staff.map(({ name }) => name));
  const more = responders.filter(({ name }) => !listed.has(name)).map((it) => ({ ...it, avatars: [] }));
  const accountsOf = (name: string) => responders.find((it) => it.name === name)?.accounts ?? [];
  const members = [...staff, ...more].map((it) => ({
    ...it,
    accounts: [...new Set([...it.accounts, ...accountsOf(it.name)])],
    read: readName(it.name),
  }));
  return {
    staff: members,
    brands: brands.map((name) => ({
      name,
      read: readName(name),
      words: new Set(name.split(/\s+/).map((it) => seenWord(it.toLowerCase()))),
    })),
    accounts: new Map(members.flatMap((it) => it.accounts.map((account) => [account, it] as const))),
    avatars: new Map(members.flatMap((it) => it.avatars.map((avatar) => [avatar, it] as const))),
    claims: lru<string, readonly Claim[]>(REMEMBERED),
  };
}
