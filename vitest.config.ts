import { defineConfig } from "vitest/config";

/** Quick tests run side by side; tests that start the real stack run one file at a time, after them. */
export default defineConfig({
  test: {
    reporters: ["default", "./tests/support/tally-reporter.ts"],
    maxWorkers: 2,
    setupFiles: ["./tests/support/property-seed.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [
            "tests/e2e/**",
            "tests/gnd/**",
            "tests/devnet/**",
            "tests/world/**",
            "tests/scenarios/**",
            "tests/history/**",
            "tests/subgraph/**",
          ],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: ["tests/{gnd,devnet,world,scenarios,history,e2e}/**/*.test.ts"],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
