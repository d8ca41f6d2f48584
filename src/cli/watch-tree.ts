import { type Dirent, type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

export interface TreePorts {
  /** Watched without what is below it. */
  root: string;
  /** Folders that are watched with all below them, as of now; they need not exist. */
  trees(): string[];
  /** A file's name, or null when folders came or went. */
  changed(name: string | null): void;
  /** Some or all of the tree is no longer seen. */
  failed(error: unknown): void;
}

/**
 * Watches folders, each on its own: Node's recursive watching on Linux loses sight of a file once an editor has put
 * another in its place. Returns how to stop.
 */
export function watchTree({ root, trees, changed, failed }: TreePorts): () => void {
  const watchers = new Map<string, FSWatcher>();

  const open = (folder: string) => {
    const watcher = watch(folder, (event, name) => {
      if (event === "rename" && look()) changed(null);
      changed(name);
    });
    watcher.on("error", failed);
    watchers.set(folder, watcher);
  };
  const close = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  /** Opens and closes what came and went, at once, so that nothing is missed meanwhile; whether there was any. */
  const look = (): boolean => {
    const found = new Set([root, ...trees().flatMap(foldersBelow)]);
    const came = [...found].filter((folder) => !watchers.has(folder));
    const gone = [...watchers.keys()].filter((folder) => !found.has(folder));
    gone.forEach(close);
    try {
      came.forEach(open);
    } catch (error) {
      failed(error);
    }
    return came.length + gone.length > 0;
  };

  look();
  return () => [...watchers.keys()].forEach(close);
}

/** The folder and all below it but hidden ones. One that is not there, or goes while it is read, counts as none. */
function foldersBelow(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  return [folder, ...folders.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}
