import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const project = (name: string, more: Record<string, unknown> = {}) => ({
  test: { name, setupFiles: ["tests/harness/seed.ts"], include: [`tests/${name}/**/*.test.{ts,tsx}`], ...more },
});

export default defineConfig({
  test: {
    // Tests of real processes wait more than they work.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Pure code and no state of its own: reading the same modules anew for each file was half of the time.
      project("unit", { isolate: false, testTimeout: 20_000 }),
      project("contract", { testTimeout: 60_000, hookTimeout: 120_000, globalSetup: ["tests/harness/postgres.ts"] }),
      project("e2e", {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        expect: { poll: { timeout: 15_000 } },
        globalSetup: ["tests/harness/discord/schema.ts"],
      }),
      project("evals", { testTimeout: 120_000 }),
    ],
  },
});
