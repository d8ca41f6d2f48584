import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/core/errors.ts";
import { isBusy, postgresFault, sqliteFault } from "../../../src/store/sql/faults.ts";

const sqliteError = (errcode: number) => Object.assign(new Error("said SQLite"), { code: "ERR_SQLITE_ERROR", errcode });
const systemError = (code: string) => Object.assign(new Error(`${code}: said the system`), { code });

describe("what SQLite throws", () => {
  it.each([
    [5, "store_unavailable"], // BUSY
    [517, "store_unavailable"], // BUSY_SNAPSHOT
    [1_802, "store_unavailable"], // IOERR_FSTAT
    [4_874, "store_full"], // IOERR_SHMSIZE
    [13, "store_full"],
    [11, "store_corrupt"],
    [267, "store_corrupt"], // CORRUPT_VTAB
    [26, "store_corrupt"],
    [14, "store_unavailable"],
    [2_067, "internal"], // CONSTRAINT_UNIQUE
  ])("%i is %s", (errcode, code) => {
    expect(sqliteFault(sqliteError(errcode))).toMatchObject({ code, message: expect.stringContaining(`(${errcode})`) });
  });

  it("is busy in both ways that pass by themselves", () => {
    expect([5, 261, 517, 6, 13].map((code) => isBusy(sqliteError(code)))).toEqual([true, true, true, false, false]);
    expect(isBusy(systemError("EBUSY"))).toBe(false);
  });

  it("is full as well when the system says so, and stays a fault when it is one", () => {
    expect(sqliteFault(systemError("ENOSPC")).code).toBe("store_full");
    const fault = new Fault("store_version", "newer");
    expect(sqliteFault(fault)).toBe(fault);
    expect(postgresFault(fault)).toBe(fault);
  });
});

describe("what pg throws", () => {
  it.each([
    ["53100", "store_full"],
    ["53300", "store_unavailable"],
    ["57P01", "store_unavailable"],
    ["57014", "store_unavailable"],
    ["08006", "store_unavailable"],
    ["28P01", "store_unavailable"],
    ["3D000", "store_unavailable"],
    ["40P01", "store_unavailable"],
    ["25006", "store_unavailable"],
    ["58030", "store_unavailable"],
    ["ECONNREFUSED", "store_unavailable"],
    ["XX001", "store_corrupt"],
    ["23505", "internal"],
    ["22021", "internal"],
  ])("%s is %s", (code, fault) => {
    expect(postgresFault(systemError(code)).code).toBe(fault);
  });

  it.each([
    "Connection terminated unexpectedly",
    "timeout exceeded when trying to connect",
    "Client has encountered a connection error and is not queryable",
  ])("“%s” has no code and is a lost connection", (message) => {
    expect(postgresFault(new Error(message))).toMatchObject({ code: "store_unavailable", next: expect.any(String) });
  });

  it("tells what all attempts to connect said", () => {
    const error = Object.assign(new AggregateError([new Error("no v6"), new Error("no v4")]), { code: "ECONNREFUSED" });
    expect(postgresFault(error).message).toContain("no v6; no v4");
  });

  it("keeps no value that the server quotes", () => {
    const error = Object.assign(systemError("23505"), {
      detail: "Key (text)=(my seed phrase)",
      where: "my seed phrase",
    });
    const fault = postgresFault(error);
    expect(JSON.stringify([fault, fault.message, fault.cause, String(fault.stack)])).not.toContain("seed");
  });
});
