import { Fzf } from "fzf";

interface Finder<Item> {
  find(query: string): { item: Item }[];
}

/** The items whose text has the letters of the query in their order, best first; all of them when the query is empty. */
export function fuzzy<Item>(items: Item[], text: (item: Item) => string, query: string): Item[] {
  // The package's declarations import each other without file endings, which Node's resolution does not follow: so its shape is said here.
  const finder = new Fzf(items, { selector: text }) as Finder<Item>;
  return finder.find(query).map(({ item }) => item);
}
