import type { Kind } from "./kinds.ts";
import type { Shape } from "./shape.ts";

/** A stretch of text that means something to the guard, in UTF-16 code units. */
export interface Finding {
  start: number;
  end: number;
  kind: Kind;
}

/** One thing the guard looks for. */
export interface Detector {
  name: string;
  /** Whether a text of this shape can hold any: cheap, so that ordinary messages cost microseconds. */
  worth(shape: Shape): boolean;
  /** Everything of its kind in a text of that shape, in time that grows with its length and no faster. */
  find(text: string, shape: Shape): Finding[];
}
