// Ink splits every row into its characters anew for each frame, and keeps what it found for that frame only. Most rows are those of the
// frame before: with one memory for all frames, drawing costs a third. The words that are changed have to be there, else the build fails.
const FIELD = "    caches = new OutputCaches();";
const BEFORE = "export default class Output {";

/** The text of ink/build/output.js with a memory that outlives a frame; begun anew once it holds 3,000 rows. */
export function patchOutput(text) {
  for (const words of [FIELD, BEFORE]) {
    if (text.split(words).length !== 2)
      throw new Error(`ink/build/output.js is not what scripts/patch-ink.mjs knows: it needs “${words.trim()}” once`);
  }
  const memory = `let known = new OutputCaches();
const remembered = () => {
    if (known.styledChars.size > 3000 || known.widths.size > 20000) known = new OutputCaches();
    return known;
};
`;
  return text.replace(FIELD, "    caches = remembered();").replace(BEFORE, memory + BEFORE);
}
