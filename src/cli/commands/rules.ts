import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { assess } from "../../core/ask.ts";
import { parseConfig } from "../../core/config/parse.ts";
import { EXIT, Fault } from "../../core/errors.ts";
import { renderProblem } from "../../core/problem.ts";
import { backtest as replay } from "../../core/rules/backtest.ts";
import { checkRules } from "../../core/rules/check.ts";
import { textsNeeded } from "../../core/rules/replay.ts";
import { type Routing, route } from "../../core/rules/route.ts";
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
  tier?: string;
  since?: number;
  contacts?: number;
  surge?: boolean;
  outage?: boolean;
}

/** `nightdesk rules check`: exit 1 when a rule can never do what it says. */
export async function check(_: string[], options: Options): Promise<void> {
  const { policy, configFile } = await loadPolicy({ ...options, articles: false, outgoing: true });
  const { rules } = policy.config;
  const file = configFile ?? "nightdesk.yaml";
  const { problemAt } = parseConfig(await readFile(file, "utf8"), relative(process.cwd(), file));
  const findings = checkRules(rules).map((it) => {
    const { file, line, column } = problemAt(["rules", it.rule, "name"], it.message);
    return { ...it, file, line, column };
  });
  print(options.json, { rules: rules.length, findings }, () =>
    [
      ...findings.map(({ kind, next, ...place }) =>
        renderProblem({ ...place, message: `${kind}: ${place.message}`, next, severity: "warning" }),
      ),
      `${rules.length} rules, ${findings.length} findings`,
    ].join("\n"),
  );
  if (findings.length > 0) process.exitCode = EXIT.failed.code;
}

/** `nightdesk rules explain`: where a text would go if a person were told now, and what each rule says to it. */
export async function explain([text = ""]: string[], options: Options): Promise<void> {
  const { policy } = await loadPolicy({ ...options, outgoing: true });
  const at = { channel: options.channel ?? "console", now: now() };
  const around = { tier: options.tier ?? null, since: options.since ?? null, contacts: options.contacts ?? 0 };
  const going = { surge: options.surge === true, outage: options.outage === true };
  const { question, reply } = await assess(text, policy, at, { ...around, ...going });
  const reason = reply.outcome === "hand_off" ? reply.reason : reply.outcome === "answer" ? reply.handOff : null;
  const best = question.assessment.hits[0]?.article ?? null;
  const sure = question.assessment.confidence >= policy.config.reply.clarifyAt;
  const routed = route(
    {
      conversation: "conversation:none",
      customer: "",
      channel: at.channel,
      language: question.language,
      subjectContent: "",
      reason: reason ?? "asked_for_person",
      subject: {
        content: null,
        article: reply.outcome === "answer" ? reply.article : sure ? best : null,
        category: null,
        confidence: question.assessment.confidence,
        signals: question.signals,
        ...(question.gathered === undefined ? {} : { gathered: question.gathered }),
      },
    },
    policy,
    at.now,
  );
  const told =
    reason === null ? "the desk would answer; if the customer then asked for a person:" : `handed off: ${reason}`;
  const { priority, team, policy: escalation, rule, trace, tags, askIdentity, macro, notify } = routed;
  const more = { tags, askIdentity, macro, notify };
  print(options.json, { reason, priority, team, policy: escalation, rule, ...more, trace }, () =>
    [told, renderTrace(trace), ...besides(more)].join("\n"),
  );
}

const besides = ({ tags, askIdentity, macro, notify }: Pick<Routing, "tags" | "askIdentity" | "macro" | "notify">) => [
  ...(tags.length === 0 ? [] : [`tags: ${tags.join(", ")}`]),
  ...(askIdentity ? ["the customer is told how to show that the account is theirs"] : []),
  ...(macro === null ? [] : [`the customer is sent the macro ${macro}`]),
  ...notify.map((to) => `told: ${"person" in to ? to.person : `${to.thread} in ${to.channel}`}`),
];

/** `nightdesk backtest`: what the last days would have been under a configuration. Nothing is changed. */
export async function backtest(_: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy({ ...options, outgoing: true });
  const days = options.days ?? 30;
  const at = now();
  const result = await withHistory(
    join(root, policy.config.desk.data),
    { config: options.config, days, now: at },
    async ({ events, roster, texts }) => replay(events, policy, roster, at, await texts(textsNeeded(events))),
  );
  if (result === undefined) {
    throw new Fault("usage", "this desk has no history yet", {
      next: "The configuration to try has to name the data folder of the desk (`desk.data`).",
    });
  }
  const outcome = ({ priority, team, policy, tags, pages }: (typeof result.changed)[number]["before"]) =>
    `${priority} ${team}${policy === null ? "" : `, ${policy}`}${tags.map((it) => ` #${it}`).join("")}, ${pages} ${pages === 1 ? "page" : "pages"}`;
  const { before, after } = result.pages;
  print(options.json, { days, ...result }, () =>
    [
      ...result.changed.map(
        (it) => `T-${it.number}  ${outcome(it.before)}  ->  ${outcome(it.after)}  (${it.after.rule ?? "no rule"})`,
      ),
      `${result.tickets} ${result.tickets === 1 ? "ticket" : "tickets"} in ${days} days, ${result.changed.length} would change; pages ${before} -> ${after} (${after < before ? "" : "+"}${after - before})`,
      ...(result.stopped.length === 0
        ? []
        : [`${result.stopped.length} messages that the bot dealt with would go to a person:`]),
      ...result.stopped.map(({ message, rule }) => `  ${message}  (${rule})`),
    ].join("\n"),
  );
}
