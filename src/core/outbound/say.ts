import type { FactFinding } from "./check.ts";
import type { ClaimKind } from "./claim.ts";

const EN: Record<ClaimKind, string> = {
  link: "this link is not one of the operator's",
  email: "this e-mail address is not in the facts",
  phone: "this telephone number is not in the facts",
  handle: "this account elsewhere is not in the facts",
  address: "this wallet address is not in the facts",
  amount: "this amount is not in the facts",
  percent: "this percentage is not in the facts",
  duration: "this time is not in the facts",
  confirmations: "this number of confirmations is not in the facts",
  limit: "this limit is not in the facts",
};

const ZH: Record<ClaimKind, string> = {
  link: "该链接不属于运营方",
  email: "该邮箱地址不在事实库中",
  phone: "该电话号码不在事实库中",
  handle: "该第三方平台账号不在事实库中",
  address: "该钱包地址不在事实库中",
  amount: "该金额不在事实库中",
  percent: "该百分比不在事实库中",
  duration: "该时长不在事实库中",
  confirmations: "该确认数不在事实库中",
  limit: "该上限不在事实库中",
};

/** Why a finding was stopped, in a sentence without its full stop. */
export const because = ({ kind }: Pick<FactFinding, "kind">, language = "en"): string =>
  (language.startsWith("zh") ? ZH : EN)[kind];

/** "“36 hours”: this time is not in the facts; wdl.hold.password says “24 hours”" */
export function sayFinding(finding: FactFinding, language = "en"): string {
  const { text, nearest } = finding;
  const chinese = language.startsWith("zh");
  const stopped = `“${text}”${chinese ? "：" : ": "}${because(finding, language)}`;
  if (nearest === null) return stopped;
  return chinese
    ? `${stopped}；${nearest.fact} 为“${nearest.says}”`
    : `${stopped}; ${nearest.fact} says “${nearest.says}”`;
}
