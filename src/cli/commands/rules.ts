import { join } from "node:path";
import { understand } from "../../core/ask.ts";
import { decideReply } from "../../core/conversation/reply.ts";
import { EXIT, Fault } from "../../core/errors.ts";
import { backtest as replay } from "../../core/rules/backtest.ts";
import { checkRules } from "../../core/rules/check.ts";
import { route } from "../../core/rules/route.ts";
import { renderTrace } from "../../core/trace.ts";
import { withHistory } from "../history.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";

interface Options {
  config?: string;
  json?: boolean;
  days?: number;
  channel?: string;
}

/** `nightdesk rules check`: exit 1 when a rule can never do what it says. */
export async function check(_: string[], options: Options): Promise<void> {
  const { policy } = await loadPolicy({ ...options, articles: false });
  const { rules } = policy.config;
  const findings = checkRules(rules);
  print(options.json, { rules: rules.length, findings }, () =>
    [
      ...findings.map(({ rule, kind, message }) => `rule ${rule + 1}: ${kind}: ${message}`),
      `${rules.length} rules, ${findings.length} findings`,
    ].join("\n"),
  );
  if (findings.length > 0) process.exitCode = EXIT.failed.code;
}

/** `nightdesk rules explain`: where a text would go if a person were told now, and what each rule says to it. */
export async function explain([text = ""]: string[], options: Options): Promise<void> {
  const { policy } = await loadPolicy(options);
  const question = await understand(text, policy);
  const { reply } = decideReply(question, { choices: [], clarifications: 0, guide: null, introduced: false }, policy);
  const reason = reply.outcome === "hand_off" ? reply.reason : reply.outcome === "answer" ? reply.handOff : null;
  const best = question.assessment.hits[0]?.article ?? null;
  const sure = question.assessment.confidence >= policy.config.reply.clarifyAt;
  const routed = route(
    {
      conversation: "conversation:none",
      customer: "",
      channel: options.channel ?? "console",
      language: question.language,
      subjectContent: "",
      reason: reason ?? "asked_for_person",
      subject: {
        content: null,
        article: reply.outcome === "answer" ? reply.article : sure ? best : null,
        category: null,
        confidence: question.assessment.confidence,
        signals: question.signals,
      },
    },
    policy,
  );
  const told =
    reason === null ? "the desk would answer; if the customer then asked for a person:" : `handed off: ${reason}`;
  const { priority, team, policy: escalation, rule, trace } = routed;
  print(
    options.json,
    { reason, priority, team, policy: escalation, rule, trace },
    () => `${told}\n${renderTrace(trace)}`,
  );
}

/** `nightdesk backtest`: what the last days would have been under a configuration. Nothing is changed. */
export async function backtest(_: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy(options);
  const days = options.days ?? 30;
  const at = now();
  const result = await withHistory(
    join(root, policy.config.desk.data),
    { config: options.config, days, now: at },
    async ({ events, roster }) => replay(events, policy, roster, at),
  );
  if (result === undefined) {
    throw new Fault("usage", "this desk has no history yet", {
      next: "The configuration to try has to name the data folder of the desk (`desk.data`).",
    });
  }
  const outcome = ({ priority, team, policy, pages }: (typeof result.changed)[number]["before"]) =>
    `${priority} ${team}${policy === null ? "" : `, ${policy}`}, ${pages} ${pages === 1 ? "page" : "pages"}`;
  const { before, after } = result.pages;
  print(options.json, { days, ...result }, () =>
    [
      ...result.changed.map(
        (it) => `T-${it.number}  ${outcome(it.before)}  ->  ${outcome(it.after)}  (${it.after.rule ?? "no rule"})`,
      ),
      `${result.tickets} ${result.tickets === 1 ? "ticket" : "tickets"} in ${days} days, ${result.changed.length} would change; pages ${before} -> ${after}`,
    ].join("\n"),
  );
}
