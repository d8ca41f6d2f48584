import { EXIT } from "../../src/core/errors.ts";

/** docs/reference/exit-codes.md */
export const exitCodesPage = (): string =>
  [
    "# Exit codes",
    "",
    "| Code | It means |",
    "| --- | --- |",
    ...Object.values(EXIT).map(({ code, means }) => `| ${code} | ${means} |`),
    "",
  ].join("\n");
