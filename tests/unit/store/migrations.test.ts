import { expect, it } from "vitest";
import { postgresEngine, sqliteEngine } from "../../../src/store/sql/engine.ts";
import { MIGRATIONS } from "../../../src/store/sql/migrate.ts";

it("migrations are numbered without a gap, and change something on both engines", () => {
  expect(MIGRATIONS.map(({ name }) => name.slice(0, 5))).toEqual(
    MIGRATIONS.map((_, i) => `${String(i + 1).padStart(4, "0")}-`),
  );
  for (const { types } of [sqliteEngine, postgresEngine("test")]) {
    for (const migration of MIGRATIONS) expect(migration.statements(types).length).toBeGreaterThan(0);
  }
});
