import { PermissionFlagsBits } from "discord.js";

/* Shapes of commands and options, as Discord registers them (docs.discord.com, "Application commands"). */

export const CHAT = 1;
export const MESSAGE = 3;
const SUBCOMMAND = 1;
export const TEXT = 3;
const NUMBER = 4;

/** Discord hides these from members without the permission; the desk asks for the role all the same. */
export const FOR_STAFF = { default_member_permissions: Number(PermissionFlagsBits.ManageMessages), contexts: [0] };

export const zh = (text: string) => ({ description_localizations: { "zh-CN": text } });
export const named = (text: string) => ({ name_localizations: { "zh-CN": text } });

export const isChinese = ({ locale }: { locale: string }): boolean => locale.startsWith("zh");

export const number = {
  type: NUMBER,
  name: "number",
  ...named("工单号"),
  description: "T-…",
  ...zh("工单号"),
  required: true,
  min_value: 1,
  autocomplete: true,
};

export const text = (description: string, chinese: string) => ({
  type: TEXT,
  name: "text",
  ...named("内容"),
  description,
  ...zh(chinese),
  required: true,
  max_length: 2_000,
});

export const sub = (name: string, description: string, chinese: string, options: unknown[]) => ({
  type: SUBCOMMAND,
  name,
  description,
  ...zh(chinese),
  options,
});
