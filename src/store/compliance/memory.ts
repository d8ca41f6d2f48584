import type { ComplianceNote, ComplianceVault } from "../../core/compliance/note.ts";

/** A vault that forgets everything when the process ends. */
export function memoryVault(): ComplianceVault {
  const notes = new Map<string, ComplianceNote>();
  return {
    async add(note) {
      notes.set(note.id, note);
    },
    list: async () => [...notes.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
    find: async (id) => notes.get(id),
    async file(id, { at, content }, { name }) {
      const note = notes.get(id);
      if (note === undefined || note.filed !== null) return false;
      notes.set(id, { ...note, content, filed: { at, by: name } });
      return true;
    },
    close: async () => {},
  };
}
