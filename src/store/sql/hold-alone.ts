import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Holds a file that one process may hold at a time, by a lock of SQLite's on it; undefined when another has it. Returns how to let go;
 * the system does when the process ends, however it ends.
 */
export function holdAlone(file: string): (() => void) | undefined {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    lock.exec("begin exclusive");
    return () => lock.close();
  } catch {
    lock.close();
    return undefined;
  }
}
