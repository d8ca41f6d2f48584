import type { Priority } from "../../../core/ports.ts";

/** What is said to who listens to the screen. */
export interface ReaderWords {
  queue(view: string, tickets: number): string;
  filtered(by: string): string;
  place(at: number, of: number): string;
  rows(what: string, from: number, to: number, of: number): string;
  priority: Record<Priority, string>;
  due(minutes: number): string;
  missed(minutes: number): string;
  noPromise: string;
  marked: string;
  stale: string;
  here: string;
  none: string;
  keys: string;
}

const minutes = (count: number): string => `${count} ${count === 1 ? "minute" : "minutes"}`;

export const READER: Record<"en" | "zh", ReaderWords> = {
  en: {
    queue: (view, tickets) =>
      `Queue${view === "" ? "" : `, ${view}`}: ${tickets} ${tickets === 1 ? "ticket" : "tickets"}.`,
    filtered: (by) => `Filtered by ${by}.`,
    place: (at, of) => `${at} of ${of}:`,
    rows: (what, from, to, of) => `${what}, lines ${from} to ${to} of ${of}:`,
    priority: { P0: "priority 0, critical", P1: "priority 1, urgent", P2: "priority 2", P3: "priority 3" },
    due: (count) => `due in ${minutes(count)}`,
    missed: (count) => `missed ${minutes(count)} ago`,
    noPromise: "nothing due",
    marked: "marked",
    stale: "Reconnecting; what you hear may be old.",
    here: "Chosen:",
    none: "Nothing to choose.",
    keys: "Keys",
  },
  zh: {
    queue: (view, tickets) => `队列${view === "" ? "" : `，${view}`}：${tickets} 个工单。`,
    filtered: (by) => `筛选：${by}。`,
    place: (at, of) => `第 ${at} 个，共 ${of} 个：`,
    rows: (what, from, to, of) => `${what}，第 ${from} 至 ${to} 行，共 ${of} 行：`,
    priority: { P0: "优先级 0，最紧急", P1: "优先级 1，紧急", P2: "优先级 2", P3: "优先级 3" },
    due: (count) => `${count} 分钟后到期`,
    missed: (count) => `已超时 ${count} 分钟`,
    noPromise: "无时限",
    marked: "已标记",
    stale: "正在重新连接，内容可能不是最新。",
    here: "所选：",
    none: "没有可选项。",
    keys: "按键",
  },
};
