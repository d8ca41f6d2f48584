import type { Refusal, RefusalReason } from "./errors.ts";
import { sayFinding } from "./outbound/say.ts";

/** What a refusal means in Chinese, and what to do next. The desk's own `detail` is English. */
const ZH: Record<RefusalReason, string> = {
  not_found: "没有找到：它可能不存在，或已不在等待中。请检查编号后重试",
  already_acknowledged: "已有人确认该工单；用 /ticket show 查看由谁负责",
  already_assigned: "该工单已由此人负责",
  already_resolved: "该工单已解决；如需继续，请先重新打开",
  must_be_kept: "法律要求保留，暂时不能删除",
  already_open: "已有未结的工单或对话，请在那里继续",
  conversation_closed: "对话已关闭；请先重新打开其工单",
  with_bot: "对话仍由机器人处理，还没有可回复的工单；可先用“升级处理”转给真人",
  empty_text: "内容为空，请写明后再提交",
  too_long: "内容过长，请缩短后再提交",
  version_changed: "有人抢先修改了它；请重新查看后再试",
  unknown_responder: "nightdesk.yaml 的 people: 下没有此人",
  already_moderated: "该消息已处理过",
  already_undone: "已有人撤销过",
  unknown_schedule: "没有这个排班；请查看 nightdesk.yaml 的 schedules:",
  unknown_policy: "没有这个升级策略；请查看 nightdesk.yaml 的 escalation:",
  no_policy: "该工单没有对应的升级策略；请在 nightdesk.yaml 的规则中指定 escalation",
  bad_span: "时间不合适：须在将来结束，并且不能过长",
  not_snoozed: "该工单没有被暂搁",
  nothing_held: "已经发出，无法收回；可改为修改该消息",
  not_yours: "这不是您的；只能由本人操作",
  nothing_to_change: "已经是这样，无需更改",
  reading_budget: "本班次可查看的工单数已用完；请让负责人把该工单分配给您，或提高 audit.reading.budget",
  facts_not_known: "未发送：以下内容没有事实依据。请修改，或写明理由后再发送",
  no_linking: "尚未设置客户登录的网址；请在 nightdesk.yaml 中填写 exchange.link",
  link_void: "该链接无效、已使用或已过期",
  no_account: "不知道是哪个账户：请写明要冻结的账户编号",
  already_asked: "已有人提出冻结，请等待后台系统确认",
  already_frozen: "该账户已经冻结",
  not_restored: "不能解除冻结；原因已记录在该安全事件中，请查看后再试",
  in_flight: "冻结或解除正在进行中，请等待完成",
};

const SHOWN = 5;

/** A refusal in a person's language; where facts are missing, with the first of them. */
export function sayRefusal({ reason, detail, findings = [] }: Refusal, language: string): string {
  if (!language.startsWith("zh")) return detail;
  return [ZH[reason], ...findings.slice(0, SHOWN).map((it) => `· ${sayFinding(it, language)}`)].join("\n");
}
