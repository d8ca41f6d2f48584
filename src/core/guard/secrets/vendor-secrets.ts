import type { Detector, Finding } from "../finding.ts";

const token = (pattern: string, flags = "g"): RegExp =>
  new RegExp(`(?<![A-Za-z0-9_-])(?:${pattern})(?![A-Za-z0-9_-])`, flags);

/**
 * Secrets that say whose they are: the forms that their makers publish. `starts` is looked for first, so that a text without any of
 * them costs one pass.
 */
const FORMS: { of: string; starts: string[]; pattern: RegExp }[] = [
  { of: "AWS", starts: ["AKIA", "ASIA", "ABIA", "ACCA"], pattern: token("(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}") },
  {
    of: "Google",
    starts: ["AIza", "GOCSPX-", "ya29."],
    pattern: token("AIza[\\w-]{35}|GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{20,500}"),
  },
  {
    of: "Azure",
    starts: ["AccountKey=", "SharedAccessKey=", "8Q~"],
    pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,90}={0,2}|(?<![\w~.-])[\w.-]{3}8Q~[\w~.-]{31,40}/g,
  },
  {
    of: "Stripe",
    starts: ["k_live_", "k_test_", "whsec_"],
    pattern: token("[srp]k_(?:live|test)_[A-Za-z0-9]{10,120}|whsec_[A-Za-z0-9+/=]{24,80}"),
  },
  {
    of: "GitHub",
    starts: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    pattern: token("gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\\w{22,255}"),
  },
  { of: "GitLab", starts: ["glpat-"], pattern: token("glpat-[\\w-]{20,60}") },
  {
    of: "Slack",
    starts: ["xox", "xapp-", "hooks.slack.com"],
    pattern:
      /(?<![A-Za-z0-9])(?:xox[abeoprs]-[\w-]{10,250}|xapp-\d-[\w-]{20,250})|hooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,120}/g,
  },
  {
    of: "Discord webhook",
    starts: ["/api/webhooks/"],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{40,120}/gi,
  },
  { of: "OpenAI, Anthropic", starts: ["sk-"], pattern: token("sk-(?:proj-|ant-|svcacct-|or-)?[\\w-]{20,220}") },
  {
    of: "npm, PyPI, Hugging Face",
    starts: ["npm_", "pypi-", "hf_"],
    pattern: token("npm_[A-Za-z0-9]{36}|pypi-[\\w-]{50,250}|hf_[A-Za-z0-9]{30,60}"),
  },
  { of: "SendGrid", starts: ["SG."], pattern: token("SG\\.[\\w-]{16,32}\\.[\\w-]{30,64}") },
  {
    of: "Shopify, DigitalOcean",
    starts: ["shpat_", "shpss_", "dop_v1_"],
    pattern: token("shp(?:at|ss)_[0-9a-f]{32}|dop_v1_[0-9a-f]{64}"),
  },
  {
    of: "Notion, Linear",
    starts: ["secret_", "lin_api_"],
    pattern: token("secret_[A-Za-z0-9]{40,50}|lin_api_[A-Za-z0-9]{40}"),
  },
  { of: "nightdesk", starts: ["nd_"], pattern: token("nd_[a-z]{4,12}_[\\w-]{43}") },
  {
    of: "JSON web token",
    starts: ["eyJ"],
    pattern: /(?<![\w.-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}(?:\.[\w-]{0,2000})?(?![\w-])/g,
  },
];

const ANY_START = new RegExp(
  FORMS.flatMap(({ starts }) => starts.map((it) => it.replace(/[.\-/]/g, "\\$&"))).join("|"),
);

/** Tokens of bots carry no name: a number, a mark, and what is random. */
const TELEGRAM = /(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g;
const DISCORD =
  /[MNO](?<![A-Za-z0-9_.-].)[A-Za-z0-9_-]{22,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g;
const SHORTEST = 16;

export const vendorSecrets: Detector = {
  name: "API secret of a known form",
  worth: ({ longestRun }) => longestRun >= SHORTEST,
  find(text) {
    const patterns = ANY_START.test(text)
      ? FORMS.filter(({ starts }) => starts.some((it) => text.includes(it))).map(({ pattern }) => pattern)
      : [];
    if (text.includes(":AA")) patterns.push(TELEGRAM);
    return [...patterns, DISCORD].flatMap((pattern) =>
      Array.from(
        text.matchAll(pattern),
        ({ index: start, 0: word }): Finding => ({ start, end: start + word.length, kind: "api_secret" }),
      ),
    );
  },
};
