// What `vitest run` runs: `unit` under Node, `dom` in jsdom, `town` for desks and a server in one process.
// Must never hide a test file: every *.test.ts(x) outside e2e/screens belongs to exactly one project.
import { defineConfig } from "vitest/config";

const outside = ["**/node_modules/**", "dist/**", "release/**", ".data/**", "e2e/screens/**"];

export default defineConfig({
  test: {
    reporters: ["default"],
    passWithNoTests: false,
    // Vitest leaves one core free for a person; whoever runs everything waits for it. On two cores that is half the time.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          globalSetup: ["server/testing/global-setup.ts"],
          environment: "node",
          include: ["**/*.test.ts"],
          exclude: [...outside, "e2e/town/**"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "dom",
          environment: "jsdom",
          setupFiles: ["renderer/testing/patience.ts"],
          include: ["renderer/**/*.test.tsx"],
          exclude: outside,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "town",
          globalSetup: ["server/testing/global-setup.ts"],
          environment: "node",
          include: ["e2e/town/**/*.test.ts"],
          exclude: outside,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
