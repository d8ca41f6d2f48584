/** Where something personal was taken out. */
export const GAP = "…";

const NAME = "\\p{Lu}[\\p{L}'’.-]*";
const NAMES = `${NAME}(?: +${NAME}){0,3}`;
const TITLES = "先生|女士|小姐|太太|同学|老师";
/** Words that follow a greeting and are nobody's name. */
const NOBODY =
  "there|all|everyone|everybody|team|support|customer|client|sir|madam|ma'am|again|back|friend|guys|and|for|to|so|very|you|your|we|our|i|i'm|i’m|my|it|it's|this|that|the|a|an|please|thanks|thank|sorry|can|could|what|why|how|when|where|is|are|do|does|if|yes|no|good|welcome|just|as|in|on|at|with|from";

/** What is taken out wherever it stands, and what takes its place. In order: a longer shape before one that is part of it. */
const SHAPES: [pattern: RegExp, instead: string][] = [
  // What the guard has put in place of a secret.
  [/\[\[[A-Z]+_\d+\]\]/g, GAP],
  [/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, GAP],
  // The query and fragment of an address may hold a token or an account.
  [/(https?:\/\/[^\s?#<>)\]]+)[?#][^\s<>)\]]*/gi, "$1"],
  [/<[@#][!&]?\w+(?:\|[^>]*)?>/g, GAP],
  [/(?<![A-Za-z0-9@])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu, GAP],
  [/(?<![\p{L}\p{N}])[\p{L}_][\p{L}\p{N}_.]{1,31}#\d{4}(?!\d)/gu, GAP],
  [/(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi, GAP],
  [/(?<![A-Za-z0-9])0x[0-9a-f]{3,}(?:(?:…|\.{2,})[0-9a-f]+)?/gi, GAP],
  [/(?<![A-Za-z0-9])[A-Za-z0-9]{20,}(?![A-Za-z0-9])/g, GAP],
  // Keys in base64url: a slug of words has no capitals.
  [/(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{20,}(?![\w-])/g, GAP],
  [/(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Z0-9])/g, GAP],
  [/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g, GAP],
  [/(?<![A-Za-z0-9])(?:T-|#)\p{Nd}+/gu, GAP],
  // Telephone numbers, cards, dates, identity numbers.
  [/\+?\p{Nd}(?:[\s().\-–/:]{0,2}\p{Nd}){6,}/gu, GAP],
  [/\p{Nd}{6,}/gu, GAP],
];

const GREETING = "hello|hi|hey|dear|greetings|good (?:morning|afternoon|evening|day)|thank you|thanks|sorry|welcome";

/** People's names, where the words around them tell. */
const PEOPLE: [pattern: RegExp, instead: string][] = [
  // "Hello alice," as "Hello Alice Smith" before anything but a small word.
  [
    new RegExp(
      `(?<![\\p{L}])(${anyCase(GREETING)}) +(?!(?:${anyCase(NOBODY)})(?![\\p{L}'’]))\\p{L}[\\p{L}'’.-]*(?: +${NAME}){0,3}(?= *(?:[,!.:;，！。：；\\n–—-]|$))`,
      "gu",
    ),
    "$1",
  ],
  [new RegExp(`(?<![\\p{L}])(${anyCase(GREETING)}) +(?!(?:${anyCase(NOBODY)})(?![\\p{L}'’]))${NAMES}`, "gu"), "$1"],
  [new RegExp(`(?<![\\p{L}])(?:${anyCase("mr|mrs|ms|miss|dr|mx")})\\.? +${NAMES}`, "gu"), GAP],
  [new RegExp(`(${anyCase("my name is|my full name is|name's|i am called")}) +${NAMES}`, "gu"), `$1 ${GAP}`],
  [new RegExp(`(${anyCase("this is")}) +${NAMES}(?= +(?:from|here|at|speaking)(?![\\p{L}]))`, "gu"), `$1 ${GAP}`],
  // A signature ends the text.
  [
    new RegExp(
      `\\n? *(?:${anyCase("best|kind|warm|regards|best regards|kind regards|warm regards|best wishes|sincerely|yours|cheers|many thanks")})[,.!]?\\s+${NAMES}\\s*$`,
      "u",
    ),
    "",
  ],
  [new RegExp(`\\s*[—–~-]{1,2} *${NAMES}\\s*$`, "u"), ""],
  [/(?:尊敬的|亲爱的)[^，,。：:！!\n]{1,20}(?=[，,：:！!])/gu, "您好"],
  [
    new RegExp(`(您好|你好|哈[喽啰]|嗨)[ ，,]*(?![请我您你这那由已感关麻很抱可])[\\p{L}·]{1,12}?(?:${TITLES})`, "gu"),
    "$1",
  ],
  [/(您好|你好|哈[喽啰]|嗨)[ ]*(?![请我您你这那由已感关麻很抱可])[\p{L}·]{1,4}(?=[，,！!：:])/gu, "$1"],
  [/(您好|你好|哈[喽啰]|嗨) *[A-Z][a-z]+/gu, "$1"],
  [new RegExp(`[\\p{sc=Han}]{1,3}(?:${TITLES})(?=[，,您你：:！!。])`, "gu"), ""],
  [/(我叫|我的名字是|我的名字叫|姓名[:：]?) ?[\p{L}·]{2,12}/gu, `$1${GAP}`],
];

/**
 * Takes out of a text what may tell who somebody is: addresses of mail, wallets and machines, handles, keys and hashes, long numbers,
 * references of tickets, names after a greeting or in a signature, and the `names` given (whole words, of 3 letters or more). It
 * takes out too much rather than too little, and cannot know every name: a person has to read the rest.
 */
export function anonymise(text: string, names: readonly string[] = []): string {
  let clean = tidy(text);
  for (const [pattern, instead] of SHAPES) clean = clean.replace(pattern, instead);
  for (const [pattern, instead] of PEOPLE) clean = clean.replace(pattern, instead);
  for (const name of names.toSorted((a, b) => b.length - a.length)) clean = clean.replace(occurrences(name), GAP);
  return tidy(clean);
}

/** Every place where a name stands: as a whole word, and anywhere where words have no spaces between them. */
function occurrences(name: string): RegExp {
  const literal = name.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
  if (/\p{sc=Han}{2}/u.test(name)) return new RegExp(literal, "gu");
  return name.length < 3 ? /(?!)/u : new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "giu");
}

const tidy = (text: string): string =>
  text
    .replace(/…(?:[ \t]*…)+/g, GAP)
    .replace(/[ \t]{2,}/g, " ")
    .replace(/ +(?=[,.!?;:，。！？；：\n])/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** Makes the words of a pattern match in capitals too; names keep theirs, by which they are told. */
function anyCase(words: string): string {
  return words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
