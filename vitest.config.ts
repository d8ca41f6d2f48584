import { defineConfig } from "vitest/config";

const project = (name: string, more: Record<string, unknown> = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...more },
});

export default defineConfig({
  test: {
    projects: [
      project("unit"),
      project("contract", { testTimeout: 60_000, hookTimeout: 120_000, globalSetup: ["tests/harness/postgres.ts"] }),
      project("e2e", { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("evals", { testTimeout: 120_000 }),
    ],
  },
});
