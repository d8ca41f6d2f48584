/** What a text may state that only the operator can know. */
export const CLAIM_KINDS = [
  "link",
  "email",
  "phone",
  "handle",
  "address",
  "amount",
  "percent",
  "duration",
  "confirmations",
  "limit",
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** One statement found in a text. Two spellings of the same value ("24 h", "1 day", "二十四小时") have the same `value`. */
export interface Claim {
  kind: ClaimKind;
  /** Place in the text, in UTF-16 code units. */
  start: number;
  end: number;
  /** As it stands in the text. */
  text: string;
  /** Comparable: "86400 s", "3 business-days", "1000 USD", "borealis.example/fees". */
  value: string;
}

/** A claim before it is cut out of the text it was found in. */
export type Span = Omit<Claim, "text">;
