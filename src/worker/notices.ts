import type { Told } from "../core/effect.ts";
import type { Notice, Page } from "../core/pager.ts";

/** What reaches a person by telephone, mail or chat, in their language. */
interface Words {
  page(page: Page): { summary: string; text: string };
  told(told: Told): { summary: string; text: string };
}

const see = "nightdesk oncall handovers";
const takeOver = (id: string): string => `nightdesk oncall take-over ${id}`;
const explain = (account: string): string => `nightdesk risk explain ${account}`;
const acknowledge = (number: number): string => `nightdesk tickets ack T-${number}`;
/** "2026-11-22 03:10 UTC" */
const clock = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const en: Words = {
  page: ({ number, priority, team, because }) => ({
    summary: `T-${number}, ${priority} for ${team} (${because})`,
    text: `Acknowledge it in the terminal (a), or with: ${acknowledge(number)}`,
  }),
  told(told) {
    if ("says" in told)
      return {
        summary: told.says,
        text: told.about.startsWith("authority.")
          ? "See it with: nightdesk evidence requests list"
          : `See what they read with: nightdesk audit list --who ${told.by}`,
      };
    switch (told.about) {
      case "handover.offered":
        return {
          summary: `${told.by} hands ${told.schedule} over to ${told.to}`,
          text: `Read the notes with: ${see}\nTake it over with: ${takeOver(told.id)}`,
        };
      case "handover.reminded":
        return {
          summary: `Nobody has taken over ${told.schedule} from ${told.by}: it waits for ${told.to}`,
          text: `Read the notes with: ${see}\nTake it over with: ${takeOver(told.id)}`,
        };
      case "handover.accepted":
        return { summary: `${told.to} took over ${told.schedule}`, text: `See it with: ${see}` };
      case "risk.unreached":
        return {
          summary: `The exchange tells of what may be a takeover of account ${told.account} (${told.points} points), and no customer is linked to it`,
          text: `Nobody was told, and no ticket is open. See why with: ${explain(told.account)}\nFreeze it in the back office if it looks wrong.`,
        };
      case "outage.noticed":
        return {
          summary: `Far more customers than usual write, most of them about ${told.article}: the desk opened outage ${told.id}`,
          text: `Customers are told that it is seen, and no more. Say what is known, or that it is none, until ${clock(told.until)}:\nnightdesk outage update ${told.id} --say "…"\nnightdesk outage close ${told.id}`,
        };
    }
  },
};

const zh: Words = {
  page: ({ number, priority, team, because }) => ({
    summary: `T-${number}，${priority}，${team} 组（${because}）`,
    text: `请在终端中确认接手（a），或执行：${acknowledge(number)}`,
  }),
  told(told) {
    if ("says" in told)
      return {
        summary: told.says,
        text: told.about.startsWith("authority.")
          ? "查看：nightdesk evidence requests list"
          : `查看其阅读记录：nightdesk audit list --who ${told.by}`,
      };
    switch (told.about) {
      case "handover.offered":
        return {
          summary: `${told.by} 将 ${told.schedule} 交接给 ${told.to}`,
          text: `查看交接说明：${see}\n接班：${takeOver(told.id)}`,
        };
      case "handover.reminded":
        return {
          summary: `${told.by} 的 ${told.schedule} 还无人接班，正在等待 ${told.to}`,
          text: `查看交接说明：${see}\n接班：${takeOver(told.id)}`,
        };
      case "handover.accepted":
        return { summary: `${told.to} 已接班 ${told.schedule}`, text: `查看：${see}` };
      case "risk.unreached":
        return {
          summary: `交易所的消息显示账户 ${told.account} 可能被盗用（${told.points} 分），且没有关联的客户`,
          text: `尚未告知任何人，也没有工单。查看原因：${explain(told.account)}\n如有可疑，请在后台冻结该账户。`,
        };
      case "outage.noticed":
        return {
          summary: `咨询量远高于平时，多数与 ${told.article} 有关：系统已开启故障 ${told.id}`,
          text: `目前只告知客户我们已经看到。请在 ${clock(told.until)} 之前说明已知情况，或确认并非故障：\nnightdesk outage update ${told.id} --say "…"\nnightdesk outage close ${told.id}`,
        };
    }
  },
};

const wordsIn = (language: string): Words => (language.startsWith("zh") ? zh : en);

export const pageNotice = ({ id, attempt, ...page }: Page, language: string): Notice => ({
  id,
  type: "responder.paged",
  data: page,
  ...wordsIn(language).page({ id, attempt, ...page }),
});

export const toldNotice = (effect: string, told: Told, language: string): Notice => {
  const { about, ...rest } = told;
  // Of what somebody reads machines get the facts, and people the sentence.
  const data = "says" in told ? { by: told.by, ...told.facts } : rest;
  return { id: effect, type: about, data, ...wordsIn(language).told(told) };
};
