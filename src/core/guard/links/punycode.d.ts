declare module "punycode/punycode.es6.js" {
  /** The Unicode form of a domain name; throws RangeError on malformed Punycode. */
  export function toUnicode(domain: string): string;
}
