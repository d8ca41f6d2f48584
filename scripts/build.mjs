// Bundles the command line: one entry, a chunk per lazy import, production React, nothing to install beside dist/.
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { patchOutput } from "./patch-ink.mjs";

const { version } = createRequire(import.meta.url)("../package.json");
/** Names the code: every source, and the exact versions of what it stands on. */
const code = createHash("sha256");
const sources = (await readdir("src", { recursive: true })).filter((it) => /\.tsx?$/.test(it)).map((it) => `src/${it}`);
for (const file of [...sources.sort(), "package-lock.json"]) code.update(`${file}\n`).update(await readFile(file));

const patchInk = {
  name: "patch-ink",
  setup(builder) {
    builder.onLoad({ filter: /ink[\\/]build[\\/]output\.js$/ }, async ({ path }) => ({
      contents: patchOutput(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/cli/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22.18",
  minifySyntax: true,
  define: {
    "process.env.NODE_ENV": '"production"',
    __VERSION__: JSON.stringify(version),
    __BUILD__: JSON.stringify(code.digest("hex").slice(0, 16)),
  },
  // pg asks for its native twin, Ink for the developer tools: neither is ever loaded.
  external: ["react-devtools-core", "pg-native"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  plugins: [patchInk],
  logLevel: "warning",
});
