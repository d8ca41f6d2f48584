import { EXIT, Fault } from "../../core/errors.ts";
import { judgeLink } from "../../core/guard/links/judge-link.ts";
import { guardInForce } from "../guard-policy.ts";
import { print } from "../out.ts";

/** `nightdesk guard link`: what is wrong with an address. Exit 1 when something is. Works without a configuration. */
export async function link([url = ""]: string[], options: { config?: string; json?: boolean }): Promise<void> {
  const guard = await guardInForce(options.config);
  const verdict = judgeLink(url, guard.links);
  if (verdict === undefined) {
    throw new Fault("usage", `“${url}” is no address of a site`, {
      next: "For example: nightdesk guard link kraken-support.com",
    });
  }
  const bad = verdict.score >= guard.config.thresholds.flag;
  if (bad) process.exitCode = EXIT.failed.code;
  const { what: host, score, because } = verdict;
  print(options.json, { url, host, bad, score, because }, () =>
    bad
      ? [`BAD   ${host}  (score ${score})`, ...because.map((it) => `      it ${it}`)].join("\n")
      : [`fine  ${host}: nothing known against it`, ...because.map((it) => `      but it ${it}`)].join("\n"),
  );
}
