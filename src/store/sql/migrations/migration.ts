/** How the engines spell what the tables need. */
export interface ColumnTypes {
  /** 64 bits. */
  int: string;
  /** Compares by code point on both engines, whatever the locale of the database. */
  text: string;
  /** After the closing bracket of a table that is read by its text key only. */
  keyed: string;
  /** After the closing bracket of any other table. */
  plain: string;
  /** What makes the engine refuse to change or remove the rows of a table. */
  appendOnly(table: string): string[];
}

/** One step forward. Once released it never changes: its checksum is kept in every database that took it. */
export interface Migration {
  name: string;
  statements(types: ColumnTypes): string[];
}
