declare module "wink-bm25-text-search" {
  type Prepare = ((text: string) => string[]) | ((tokens: string[]) => string[]);
  interface Engine {
    defineConfig(config: { fldWeights: Record<string, number> }): void;
    definePrepTasks(tasks: Prepare[]): number;
    addDoc(document: { title: string; text: string }, id: number): number;
    consolidate(): void;
    /** Ids come back as strings. */
    search(text: string, limit: number): [string, number][];
  }
  export default function bm25(): Engine;
}

declare module "wink-nlp-utils" {
  const utilities: {
    tokens: { removeWords(tokens: string[]): string[]; stem(tokens: string[]): string[] };
  };
  export default utilities;
}
