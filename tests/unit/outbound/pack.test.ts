import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFiles } from "../../../src/cli/files.ts";
import { loadOutgoing } from "../../../src/cli/outgoing-files.ts";
import { clarifyText, noticeText } from "../../../src/core/conversation/phrases.ts";
import { fillMacro } from "../../../src/core/macro/macro.ts";
import { checkOutgoing } from "../../../src/core/outbound/check.ts";
import { sayFinding } from "../../../src/core/outbound/say.ts";
import { PRIORITIES } from "../../../src/core/ports.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

describe.each(["minimal", "exchange"])("the %s example", async (name) => {
  const loaded = await loadFiles(join(EXAMPLES, name, "nightdesk.yaml"));
  const said = await loadOutgoing(loaded);
  const stopped = (text: string): string[] => {
    const checked = checkOutgoing(text, said.known);
    return checked.ok ? [] : checked.findings.map((it) => sayFinding(it));
  };

  test("has no problem with what it states", () => {
    expect([...loaded.problems, ...said.problems]).toEqual([]);
    expect(loaded.articles.length).toBeGreaterThan(0);
    expect(said.macros.length).toBeGreaterThan(0);
  });

  test("every article and every step of a guide passes as customers read it", () => {
    for (const { id, language, title, body, guide } of loaded.articles) {
      const steps = Object.values(guide?.steps ?? {}).flatMap((step) =>
        "say" in step ? [step.say] : [step.ask, ...step.options.map(({ label }) => label)],
      );
      for (const text of [title, body, ...steps]) expect([id, language, ...stopped(text)]).toEqual([id, language]);
    }
  });

  test("every macro passes as it is sent", () => {
    const values = { "desk.name": "Borealis", "responder.name": "Mei", "ticket.number": "T-142" };
    for (const macro of said.macros) {
      expect([macro.file, ...stopped(fillMacro(macro, values))]).toEqual([macro.file]);
    }
  });

  test("the desk's own sentences pass, with the targets of the configuration", () => {
    const notices = [
      "welcome",
      "secret_warning",
      "rated",
      "ticket_opened",
      "ticket_reopened",
      "taken",
      "resolved",
    ] as const;
    for (const language of ["en", "zh"]) {
      const voice = { desk: loaded.config?.desk.name ?? "", language, introduced: false };
      for (const priority of PRIORITIES) {
        const first = loaded.config?.sla[priority].first ?? 0;
        const details = { ticket: "T-142", name: "Mei", wait: { target: first / 60_000 } };
        for (const notice of notices) expect(stopped(noticeText(voice, notice, details))).toEqual([]);
      }
      expect(stopped(clarifyText(voice, []))).toEqual([]);
    }
  });
});
