import type { Span } from "./claim.ts";
import { matches } from "./matches.ts";

/** "on Telegram @borealis_help", "WhatsApp: @x": only with the @, because words follow these names too. */
const AT_NAME =
  /(?:telegram|(?<![a-z])tg|whatsapp|wechat|signal|instagram|twitter|facebook|discord|电报|飞机|微信|推特)[^\n@]{0,24}@([a-z0-9_.]{4,32})(?![a-z0-9_@])/giu;
/** 加微信 borealis_kf, 微信号：borealis88, QQ 123456789, QQ群：123456 */
const CHINESE =
  /(?:(?:加|联系|添加)(?:客服)?微信|微信号|微信(?=[:：])|vx号?)[是为:： ]{0,3}([a-z][a-z0-9_-]{5,19})(?![a-z0-9_-])|(?<![a-z])qq(?:号|群)?[是为:： ]{0,3}(\d{5,11})(?!\d)/giu;

/** Names on other platforms, to which a customer would be led away. */
export function* handlesIn(text: string): Generator<Span> {
  for (const pattern of [AT_NAME, CHINESE]) {
    for (const { 0: whole, 1: name, 2: number, index } of matches(text, pattern)) {
      const written = name ?? number ?? "";
      const end = index + whole.length;
      yield { kind: "handle", start: end - written.length, end, value: written.toLowerCase().replace(/\.+$/, "") };
    }
  }
}
