/** Words that reach a person when they are (nearly) all of a message or a clause; phrases that do wherever they stand. */
export interface PersonWords {
  words: string[];
  phrases: string[];
}

const SHORT_MESSAGE = 5;
const SHORT_CLAUSE = 3;

/**
 * Whether the customer asks for a person. A word counts only in a message of at most five words or a clause of at most three, so that
 * "the agent asked for my code" is still a question; a phrase counts anywhere, and Chinese, which is not divided by spaces, has phrases.
 */
export function asksForPerson(text: string, { words, phrases }: PersonWords): boolean {
  const plain = text.slice(0, 4_000).normalize("NFKC").toLowerCase();
  if (phrases.some((phrase) => plain.includes(phrase))) return true;
  const short = (part: string, most: number): boolean => {
    const said = part.match(/[\p{L}\p{N}]+/gu) ?? [];
    return said.length <= most && said.some((word) => words.includes(word));
  };
  return (
    short(plain, SHORT_MESSAGE) || plain.split(/[.,!?;:\n，。！？；]+/u).some((clause) => short(clause, SHORT_CLAUSE))
  );
}
