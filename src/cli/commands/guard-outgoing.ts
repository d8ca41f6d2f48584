import { text as readAll } from "node:stream/consumers";
import { EXIT, Fault } from "../../core/errors.ts";
import { detectLanguage } from "../../core/knowledge/language.ts";
import { checkOutgoing, type FactFinding } from "../../core/outbound/check.ts";
import type { Known } from "../../core/outbound/known.ts";
import { because, sayFinding } from "../../core/outbound/say.ts";
import { lineWriter, readBatch } from "../batch.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";

interface Options {
  json?: boolean;
  config?: string;
  batch?: string;
}

/** `nightdesk guard outgoing`: what would be stopped in a reply, and why. Exit 1 when something would. */
export async function guardOutgoing([given]: (string | undefined)[], options: Options): Promise<void> {
  if ((given === undefined) === (options.batch === undefined)) {
    throw new Fault("usage", "give a text, - for standard input, or --batch with a file", {
      next: 'For example: nightdesk guard outgoing "the fee is 3 USDT"',
    });
  }
  const { known } = (await loadPolicy({ ...options, articles: false, outgoing: true })).policy;
  if (options.batch !== undefined) return batch(options.batch, known);
  const text = given === "-" ? await readAll(process.stdin) : (given ?? "");
  const language = detectLanguage(text, ["en", "zh"]);
  const findings = findingsOf(text, known);
  print(options.json, { ok: findings.length === 0, findings: findings.map((it) => toJson(it, language)) }, () =>
    findings.length === 0
      ? "ok: everything that it states is in the facts, or it states nothing"
      : findings.map((it) => `✗ ${sayFinding(it, language)}`).join("\n"),
  );
  if (findings.length > 0) process.exitCode = EXIT.failed.code;
}

const findingsOf = (text: string, known: Known): FactFinding[] => {
  const checked = checkOutgoing(text, known);
  return checked.ok ? [] : checked.findings;
};

const toJson = (finding: FactFinding, language: string) => ({ ...finding, because: because(finding, language) });

async function batch(file: string, known: Known): Promise<void> {
  const out = lineWriter(process.stdout);
  try {
    for await (const { id, text } of readBatch(file)) {
      const findings = findingsOf(text, known);
      await out.write({ id, ok: findings.length === 0, findings: findings.map((it) => toJson(it, "en")) });
    }
  } finally {
    await out.flush();
  }
}
