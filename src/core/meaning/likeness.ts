import type { Article } from "../knowledge/article.ts";
import { logitsFor, product, type Regression } from "./regression.ts";
import { askedBy, passagesOf, type Vectors } from "./vectors.ts";

/** Vectors of many texts side by side, and the variant that each belongs to. */
interface Rows {
  rows: Float32Array;
  owner: Uint32Array;
}

/** What a query's vector says of each variant. */
export interface Likeness {
  /** Cosine with the nearest question or title; 0 for a variant without vectors. */
  nearest: Float32Array;
  /** Mean cosine of the three nearest. */
  near: Float32Array;
  /** Cosine with the nearest passage of the answer. */
  passage: Float32Array;
  /** By class: the regression's; null without one. */
  logits: Float32Array | null;
  least: number;
}

/** How a query is likened to articles: by the vectors of their questions and passages, and by a regression over their ids. */
export function likener(articles: readonly Article[], vectors: Vectors, regression: Regression | null) {
  const asked = rowsOf(articles, vectors, askedBy);
  const passages = rowsOf(articles, vectors, passagesOf);
  const size = articles.length;
  return (vector: Float32Array): Likeness => {
    const nearest = new Float32Array(size);
    const near = new Float32Array(size);
    const passage = new Float32Array(size);
    nearThree(asked, vector, nearest, near);
    for (let i = 0; i < passages.owner.length; i++) {
      const owner = passages.owner[i] as number;
      passage[owner] = Math.max(passage[owner] as number, product(passages.rows, i * vector.length, vector));
    }
    const logits = regression && logitsFor(regression, vector);
    return { nearest, near, passage, logits, least: logits ? logits.reduce((a, b) => Math.min(a, b)) : 0 };
  };
}

function rowsOf(articles: readonly Article[], { of }: Vectors, textsOf: (article: Article) => string[]): Rows {
  const found = articles.flatMap((article, variant) =>
    textsOf(article).flatMap((text) => {
      const vector = of.get(text);
      return vector === undefined ? [] : [{ vector, variant }];
    }),
  );
  const dimensions = found[0]?.vector.length ?? 0;
  const rows = new Float32Array(found.length * dimensions);
  found.forEach(({ vector }, i) => void rows.set(vector, i * dimensions));
  return { rows, owner: Uint32Array.from(found, (it) => it.variant) };
}

/** The rows of a variant lie together, so its three nearest are known when the next one begins. */
function nearThree({ rows, owner }: Rows, vector: Float32Array, nearest: Float32Array, near: Float32Array): void {
  let [first, second, third, count] = [0, 0, 0, 0];
  for (let i = 0; i < owner.length; i++) {
    const cosine = product(rows, i * vector.length, vector);
    count += 1;
    if (cosine > first) [third, second, first] = [second, first, cosine];
    else if (cosine > second) [third, second] = [second, cosine];
    else if (cosine > third) third = cosine;
    if (owner[i] === owner[i + 1]) continue;
    nearest[owner[i] as number] = first;
    near[owner[i] as number] = (first + second + third) / Math.min(3, count);
    [first, second, third, count] = [0, 0, 0, 0];
  }
}
