const ENGLISH: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const ONES = "one|two|three|four|five|six|seven|eight|nine";

const HAN: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_TIMES: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
const TIMES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  百万: 1e6,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  bn: 1e9,
  billion: 1e9,
};

/** A number as people write it: 1,000 and 0.0005, 1k and 5 million, three and twenty-four, 三 and 二十四, 10万. Without flags. */
export const NUMERAL =
  `(?:(?:(?:\\d{1,3}(?:[,，]\\d{3}){1,5}|\\d{1,3}(?:[ '’]\\d{3}){1,4}(?!\\d)|\\d{1,15})(?:[.,]\\d{1,18})?|\\.\\d{1,18})` +
  `(?:\\s?(?:k|mn|bn|thousand|million|billion)(?![a-z])|m(?![a-z])|\\s?(?:百万|千万|[千万萬亿]))?` +
  `|[零〇一二两三四五六七八九十百千]{1,9}(?:点[零〇一二三四五六七八九]{1,9}|[万亿])?` +
  `|(?:(?:${TENS})[\\s-](?:${ONES})|${Object.keys(ENGLISH).reverse().join("|")}|(?:an?|${Object.keys(ENGLISH).reverse().join("|")})\\s(?:hundred|thousand))(?![a-z]))`;

/** The number that a numeral stands for, as a decimal with nothing to spare ("1000", "0.0005"); undefined when it is none. */
export function numberOf(written: string): string | undefined {
  const text = written.toLowerCase();
  if (/^[a-z]/.test(text)) return englishNumber(text)?.toString();
  const parts = /^([\d.,，'’ ]*)\s*(.*)$/su.exec(text);
  const digits = (parts?.[1] ?? "").replace(/[，'’ ](?=\d)/g, ",").trimEnd();
  const tail = parts?.[2] ?? "";
  if (digits === "") return hanNumber(tail)?.toString();
  const times = tail === "" ? 1 : TIMES[tail];
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits);
  const plain = (grouped ? digits.replaceAll(",", "") : digits.replace(",", ".")).replace(/^\./, "0.");
  return times === undefined || !/^\d+(?:\.\d+)?$/.test(plain) ? undefined : scaled(plain, times);
}

function englishNumber(text: string): number | undefined {
  const [first = "", second] = text.split(/[\s-]/);
  const value = first === "a" || first === "an" ? 1 : ENGLISH[first];
  if (value === undefined || second === undefined) return value;
  const times = { hundred: 100, thousand: 1_000 }[second];
  return times === undefined ? value + (ENGLISH[second] ?? 0) : value * times;
}

/** 二十四 is 24, 一百二 is read as 102, 三万 as 30000. */
function hanNumber(text: string): number | undefined {
  const [whole = "", part] = text.split("点");
  if (part !== undefined) {
    const fraction = [...part].map((character) => HAN[character]).join("");
    return Number(`${hanNumber(whole)}.${fraction}`);
  }
  let total = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = HAN_TIMES[character];
    const big = TIMES[character];
    if (HAN[character] !== undefined) digit = HAN[character];
    else if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
    } else if (big !== undefined) {
      total = (total + (digit ?? 0)) * big;
      digit = undefined;
    } else return undefined;
  }
  return total + (digit ?? 0);
}

/** Multiplies a decimal as text, so that no digit is lost: 0.00000001 stays what it is. */
export function scaled(decimal: string, times: number): string {
  if (times === 1) return trimmed(decimal);
  if (/^\d{1,6}$/.test(decimal)) return String(Number(decimal) * times);
  const [whole = "0", part = ""] = decimal.split(".");
  const product = (BigInt(whole + part) * BigInt(times)).toString().padStart(part.length + 1, "0");
  const cut = product.length - part.length;
  return trimmed(part === "" ? product : `${product.slice(0, cut)}.${product.slice(cut)}`);
}

const trimmed = (decimal: string): string => {
  const [whole = "", part = ""] = decimal.split(".");
  const fraction = part.replace(/0+$/, "");
  const number = whole.replace(/^0+(?=\d)/, "") || "0";
  return fraction === "" ? number : `${number}.${fraction}`;
};
