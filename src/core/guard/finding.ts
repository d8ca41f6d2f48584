/** A stretch of text that has to go, in UTF-16 code units. */
export interface Finding {
  start: number;
  end: number;
  kind: "SEED" | "KEY";
}
