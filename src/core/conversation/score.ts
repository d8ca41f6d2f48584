/** "4", "5!" or "4/5": how the customer rates what was resolved, 1 to 5. */
export function scoreIn(text: string): number | undefined {
  const digit = /^([1-5])(?:\s*\/\s*5)?[\s.!。！]*$/u.exec(text.normalize("NFKC").trim())?.[1];
  return digit === undefined ? undefined : Number(digit);
}
