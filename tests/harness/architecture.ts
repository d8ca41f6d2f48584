/** Which part of the house may import which; see docs/explanation/architecture.md. */
const RULES: { part: RegExp; may: RegExp[]; packages: RegExp }[] = [
  {
    part: /^src\/core\//,
    may: [/^src\/core\//],
    packages:
      /^(zod|yaml|temporal-polyfill|eld(\/.*)?|wink-porter2-stemmer|@orama\/stemmers\/.*|@scure\/(base|bip39)(\/.*)?|@noble\/hashes(\/.*)?|canonicalize|libphonenumber-js(\/.*)?|ibantools|tldts|re2js|punycode\/.*|node:crypto)$/,
  },
  { part: /^src\/(store|worker|bots)\//, may: [/^src\/core\//, /^SELF/], packages: /./ },
  { part: /^src\/server\//, may: [/^src\/core\//, /^SELF/], packages: /./ },
  {
    part: /^src\/cli\/tui\//,
    may: [/^src\/core\//, /^src\/server\/(client|desk-client|api|api-[a-z]+)\.ts$/, /^SELF/],
    packages: /^(ink|react|string-width|fzf|react\/.*|node:.*)$/,
  },
  { part: /^src\/cli\//, may: [/./], packages: /./ },
];

export interface Source {
  /** From the root of the project, with forward slashes. */
  file: string;
  text: string;
}

/** What a file imports, static, dynamic or re-exported. */
export function importsOf(text: string): string[] {
  const found: string[] = [];
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/gm;
  for (const match of text.matchAll(pattern)) found.push(match[1] ?? match[2] ?? "");
  return found;
}

/** Every edge that the house does not allow, as "file -> import". */
export function forbiddenEdges(sources: Source[]): string[] {
  return sources.flatMap(({ file, text }) => {
    const rule = RULES.find(({ part }) => part.test(file));
    if (rule === undefined) return [`${file} -> (no rule for this part of src/)`];
    return importsOf(text)
      .filter((name) => !allowed(rule, file, name))
      .map((name) => `${file} -> ${name}`);
  });
}

function allowed({ part, may, packages }: (typeof RULES)[number], file: string, name: string): boolean {
  if (!name.startsWith(".")) return packages.test(name);
  const target = resolve(file, name);
  const self = part.exec(file)?.[0] ?? "";
  return may.some((pattern) => (pattern.source === "^SELF" ? target.startsWith(self) : pattern.test(target)));
}

function resolve(file: string, name: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const step of name.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== ".") parts.push(step);
  }
  return parts.join("/");
}

/** What only some may import, whatever else the house allows; everything that reaches it another way is an edge too many. */
const KEPT: { module: RegExp; name?: string; by: RegExp }[] = [
  // What was said is read through the desk's audit, which notes who reads it.
  // Notes to compliance: whatever answers, suggests, searches, prompts or exports cannot even name them.
  {
    module: /^src\/core\/compliance\//,
    by: /^src\/(core\/compliance\/|store\/compliance\/|server\/routes\/compliance\.ts$|server\/ports\.ts$)/,
  },
  { module: /^src\/store\/compliance\//, by: /^src\/(store\/compliance\/|cli\/compliance-vault\.ts$)/ },
  {
    module: /^src\/server\/api-compliance\.ts$/,
    by: /^src\/(server\/routes\/compliance\.ts|cli\/commands\/compliance\.ts)$/,
  },
  { module: /^src\/core\/view\.ts$/, name: "viewTicket", by: /^src\/core\/audit\/desk-audit\.ts$/ },
];

/** Every import of what is kept from the importer, as "file -> import". */
export function keptFrom(sources: Source[]): string[] {
  return sources.flatMap(({ file, text }) =>
    importsOf(text).flatMap((target) => {
      const resolved = target.startsWith(".") ? resolve(file, target) : target;
      const rule = KEPT.find(({ module, name = "" }) => module.test(resolved) && text.includes(name));
      return rule === undefined || rule.by.test(file) || rule.module.test(file) ? [] : [`${file} -> ${target}`];
    }),
  );
}

/** Things that core must not do: read a clock, roll dice, reach the world. As "file: what". */
export function impurities(sources: Source[]): string[] {
  const WORLD =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|setTimeout|setInterval|fetch\(|console\.)/;
  return sources
    .filter(({ file }) => file.startsWith("src/core/"))
    .flatMap(({ file, text }) => {
      const found = WORLD.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
      return found === null ? [] : [`${file}: ${found[0]}`];
    });
}
