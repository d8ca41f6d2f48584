/** Where one process works with a store, each task is its own from the start. */
export function leadAlone(_task: string, turned: (leads: boolean) => void): () => Promise<void> {
  turned(true);
  return async () => turned(false);
}
