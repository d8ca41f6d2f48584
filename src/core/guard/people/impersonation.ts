import { once } from "../../once.ts";
import type { Author } from "../circumstances.ts";
import type { Verdict } from "../verdict.ts";
import type { Claim, PeopleGuard } from "./guard.ts";
import { type ReadName, readName, seenWord } from "./name.ts";

const seen = (words: string): (() => ReadonlySet<string>) => once(() => new Set(words.split(" ").map(seenWord)));

/** Words of which a name may not consist: whoever bears them seems to speak for the desk. */
const OFFICES = seen(
  "support admin admins administrator moderator moderators mod mods staff helpdesk official customersupport customerservice customercare techsupport supportteam adminteam supportdesk supportbot helpcenter servicedesk owner",
);
/** Words that only dress an office up. */
const DRESS = seen(
  "help desk center centre live online tech technical customer client service services care team official the chat ticket tickets bot assistant agent server discord telegram 24 7 247 community global head senior chief of and for security account accounts recovery wallet crypto exchange manager representative rep verified",
);
const CHINESE_OFFICE = /客服|管理员|官方|工作人员|技术支持|版主|群主|运营|风控|站长/;
const CHINESE_NAME =
  /^(?:官方|在线|人工|专属|高级|智能|客服|管理员|工作人员|技术支持|版主|群主|运营|风控|站长|中心|专员|团队|小助手|助手|助理|经理|主管|平台|交易所|服务|客户|小编|[a-z0-9])+$/;
/** An office before or after a personal name: “客服小李”, “Mike (Admin)”. */
const TITLED_CHINESE = /^(?:官方|在线|人工)?(?:客服|管理员)[\p{L}\p{N}]{1,4}$|^[\p{L}\p{N}]{1,4}(?:客服|管理员)$/u;
const TITLES = seen("admin administrator moderator helpdesk official");
const LEAST = 3;
const LONGEST_REMEMBERED = 100;

/** Whether an author passes for somebody who speaks for the desk; undefined for those who do, and for everybody else. */
export function impersonation(author: Author, guard: PeopleGuard): Verdict | undefined {
  if (author.isStaff === true || (author.id !== undefined && guard.accounts.has(author.id))) return undefined;
  const names = [...new Set([author.displayName, author.name].filter((it) => it !== undefined))];
  const claims = names.flatMap((name) => claimsOf(name, guard));
  const owner = author.avatar === undefined ? undefined : guard.avatars.get(author.avatar);
  if (owner !== undefined) claims.push({ what: owner.name, score: 0.7, because: `shows the picture of ${owner.name}` });
  const worst = claims.sort((a, b) => b.score - a.score)[0];
  if (worst === undefined) return undefined;
  const both = owner !== undefined && claims.length > 1;
  const because = [...new Set(claims.map((it) => `its author ${it.because}`))];
  return { kind: "impersonation", what: worst.what, score: both ? Math.max(worst.score, 0.95) : worst.score, because };
}

/** What a name claims; remembered, since the same people write again and again. */
function claimsOf(given: string, guard: PeopleGuard): readonly Claim[] {
  const known = guard.claims.get(given);
  if (known !== undefined) return known;
  const name = readName(given);
  const claims = name.plain.length < 2 ? [] : [...copies(name, guard), ...offices(name, guard)];
  if (given.length <= LONGEST_REMEMBERED) guard.claims.set(given, claims);
  return claims;
}

/** The name of a member of staff or of the brand, in letters that only look like it. */
function copies(name: ReadName, { staff, brands }: PeopleGuard): Claim[] {
  const claims: Claim[] = [];
  for (const { name: theirs, read } of staff) {
    if (!meets(name.seen, read.seen)) continue;
    if (name.plain !== read.plain)
      claims.push({ what: theirs, score: 0.9, because: `bears the name of ${theirs} in look-alike letters` });
    // Many are called Bob. Nobody else is called Mei Lindqvist by chance, and it may be chance all the same.
    else if ((read.words[0]?.length ?? 0) > 1 || CHINESE_OFFICE.test(read.plain))
      claims.push({ what: theirs, score: 0.45, because: `bears the name of ${theirs}` });
  }
  for (const { name: theirs, read } of brands) {
    const hidden = read.seen.some((it) => it.length > LEAST && name.seen.some((own) => own.includes(it)));
    if (hidden && !name.plain.includes(read.plain))
      claims.push({ what: theirs, score: 0.85, because: `bears the name ${theirs} in look-alike letters` });
  }
  return claims;
}

/** A name that consists of an office, with or without the brand or a colleague's name beside it. */
function offices(name: ReadName, guard: PeopleGuard): Claim[] {
  return name.words.flatMap((words) => officeIn(words, guard)).slice(0, 1);
}

function officeIn(words: string[], { staff, brands }: PeopleGuard): Claim[] {
  const brand = brands.find(({ words: theirs }) => [...theirs].every((it) => words.includes(it)));
  const colleague = staff.find(({ read }) => read.words[0]?.every((it) => words.includes(it)) === true);
  const others = words.filter((it) => brand?.words.has(it) !== true && colleague?.read.words[0]?.includes(it) !== true);
  const joined = others.join("");
  const chinese = CHINESE_OFFICE.test(joined) && CHINESE_NAME.test(joined);
  const office = chinese || isOffice(others);
  const what = colleague?.name ?? brand?.name ?? "an office";
  if (!office) {
    const bareBrand = brand !== undefined && colleague === undefined && others.every((it) => DRESS().has(it));
    if (!bareBrand && isTitled(others)) return [{ what, score: 0.45, because: "bears an office of ours in its name" }];
    return bareBrand ? [{ what, score: 0.8, because: `goes by the name of ${what}` }] : [];
  }
  const beside = [colleague?.name, brand?.name].filter((it) => it !== undefined).join(" and ");
  return beside === ""
    ? [{ what, score: 0.75, because: "goes by the name of an office of ours" }]
    : [{ what, score: 0.9, because: `goes by the name of an office of ours with that of ${beside}` }];
}

function isOffice(words: string[]): boolean {
  if (words.length === 0) return false;
  const whole = words.join("");
  if (OFFICES().has(whole)) return true;
  const office = words.some((it) => OFFICES().has(it)) || (words.includes(seenWord("customer")) && words.length > 1);
  return office && words.every((it) => OFFICES().has(it) || DRESS().has(it) || /^[0-9ol]{1,4}$/.test(it));
}

const isTitled = (words: string[]): boolean =>
  TITLED_CHINESE.test(words.join("")) ||
  (words.length > 1 && words.length <= 3 && TITLES().has(words.at(-1) ?? "")) ||
  (words.length === 2 && TITLES().has(words[0] ?? ""));

const meets = (a: string[], b: string[]): boolean => a.some((it) => it.length >= LEAST - 1 && b.includes(it));
