// Completes package-lock.json after `npm install`: npm leaves out the optional parts for other platforms that it could not look up,
// and `npm ci` then refuses the file. Each gets an entry with its version and platform, which `npm ci` skips elsewhere.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const OS = ["android", "darwin", "freebsd", "linux", "openbsd", "openharmony", "sunos", "aix", "netbsd", "win32"];
const CPU = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "arm", "wasm32"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const added = [];
for (const { optionalDependencies = {}, dev, optional } of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] !== undefined || !/^\d/.test(version)) continue;
    const part = name.slice(name.lastIndexOf("/") + 1);
    const os = OS.find((it) => part.includes(it));
    const cpu = CPU.find((it) => new RegExp(`(^|-)${it}(-|$)`).test(part));
    if (os === undefined) continue;
    const libc = os !== "linux" ? undefined : /musl/.test(part) ? "musl" : "glibc";
    lock.packages[place] = {
      version,
      ...(cpu === undefined ? {} : { cpu: [cpu] }),
      ...(dev || optional === undefined ? { dev } : {}),
      ...(libc === undefined ? {} : { libc: [libc] }),
      optional: true,
      os: [os],
    };
    added.push(name);
  }
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(added.length === 0 ? "package-lock.json is complete" : `added ${added.length}: ${added.join(", ")}`);
