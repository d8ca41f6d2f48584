/**
 * A text that only the compliance role may read: 31 USC 5318(g)(2) forbids to tell anybody involved that a suspicious activity is
 * reported, or would be. Printed, logged or turned into JSON it says nothing; what it says takes a clearance.
 */
export class Sealed {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** What it says, for somebody who is cleared. */
  open(_clearance: Clearance): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  get [Symbol.toStringTag](): string {
    return HIDDEN;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return HIDDEN;
  }
}

const HIDDEN = "[sealed]";

declare const cleared: unique symbol;

/** Proof that somebody has the role; made in one place. */
export interface Clearance {
  readonly name: string;
  readonly [cleared]: true;
}

/** The clearance of a token; undefined for every role but one. */
export const clearanceOf = ({ name, role }: { name: string; role: string }): Clearance | undefined =>
  role === "compliance" ? ({ name } as Clearance) : undefined;
