import { any } from "./lure.ts";

/** The sentence warns (“never share your recovery phrase”): nobody is lured by it. */
const WARNS =
  /\b(?:never|do not|won'?t|will not|would not|wouldn't|can(?:no|')t|nobody|no one|none of (?:us|our|the)|avoid|without|refuse[ds]?|should ?n.t|must not|not (?:to|share|give|send|enter))\b|\bdon'?t (?!worry|hesitate|panic|miss|wait|be|forget|bother)|不要|切勿|请勿|切记|不会|绝不|永远不|从不|别(?:加|信|点|给|把|告诉|发|轻信)|谨防|严禁|勿/;

/** The sentence asks how something of one's own is done, or tells what one did oneself. */
const ASKS =
  /\b(?:how (?:do|can|to|should|did|would|long|does|is)|can (?:i|we|you|someone|somebody|anyone|anybody|support|an? )|could (?:i|we|you|someone|somebody|anyone)|would (?:you|someone|anyone)|will (?:you|someone)|should i|do i|did i|may i|must i|shall i|am i|is (?:it|this|that|he|she)|do you|can an? |is there|are there|does|why|what (?:is|are|does|happens|do|if|should)|where|when|which|who|want(?:ed)? (?:you|someone|support|them) to|i (?:want|need|would like|tried|try|am trying|was|have|had|cannot|can't|can not|did|do|already|just|got|get|keep|sent|lost|forgot|think|wonder|see|understand|never)\b|i'(?:m|ve|d) (?!here|sending|giving|from|with|the )|my |help me|please help|anyone (?:know|here|else)|(?:someone|somebody|support|admin|agent|team) (?:please |pls )?(?:dm|message|contact|help|text|call|reach))\b|\bmy $|(?:他|她|他们|对方|有人|网上)说|怎么|如何|怎样|为什么|为啥|为何|哪里|哪儿|什么|能不能|能否|可以吗|可不可以|是否|吗[?？]?$|呢[?？]?$|我(?:想|要|的|已|刚|昨|今|在|没|无法|不能|忘|之前|试|收到|看到|该|应该|需要|点|把|被)|请问|帮我|麻烦|求助/;

/** The message tells of something that happened to its author, or asks whether it is honest: a victim, or somebody who warns. */
const REPORTS = any(
  "\\b(?:is|was|are|isn'?t|could|would|seems?|looks? like|smells? like|think|thought) (?:this|that|it|he|she|they|these|those|the [a-z]{2,12}|@?[a-z0-9_.]{2,24}|not)?[a-z ,']{0,24}\\b(?:scam|scammers?|scams|legit|legitimate|real|fake|phishing|official|trustworthy|fraud|safe|genuine|you guys|your (?:team|staff|support|agent))\\b",
  "\\breal or fake\\b|\\blegit\\b|\\b(?:should|can) i trust\\b|\\bdo you recommend\\b|\\bis (?:it|this|that) (?:from you|yours|true)\\b|\\bpromises?\\b[^.\\n]{0,40}\\bi\\b",
  "\\b(?:scam|legit|real|fake|phishing|safe|official|trust(?:ed)?|normal|allowed|fraud|correct)\\s*(?:or (?:not|real|scam|fake))?\\s*\\?",
  "\\b(?:some ?one|somebody|some (?:guy|person|user|man|woman|dude|account|random|people|so.called)|a (?:guy|person|user|man|woman|stranger|dude|bot|random|so.called|fake|supposed|certain|scammer|discord|telegram|whatsapp)|an? (?:[a-z\"']{2,14} ){0,3}(?:agent|admin|moderator|mod|account|caller|person|user|support))\\b[^.\\n]{0,60}\\b(?:told|tells?|telling|asked|asks|asking|dm|dms|dmed|dm'?d|pm'?d|messag|contact|said|says|saying|sent|want|claim|tr(?:y|ied)|offer|call|wrote|reach|pretend|posing|impersonat|add|text|approach|giving|keeps?|post)",
  "\\b(?:he|she|they|this (?:guy|user|person|account|man|woman|bot|admin|member)|the (?:guy|user|person|caller|admin|message|email|site|link)) (?:then |also |just |even |now )?(?:told|tells?|telling|asked|asks|said|says|wants?|wanted|sent|dm|is asking|was asking|claims?|claimed|keeps?|is telling|promis|is posing|pretend|offered|needs?)",
  "\\b(?:told|tells|telling|asked|asks|asking|wants?|wanted|said|saying|says|instruct(?:ed|s|ing)|trying|forcing|convinced) (?:to )?(?:me|us|people|everyone|members|customers|users|him|her|my (?:mom|mum|dad|friend|brother|sister|wife|husband|father|mother)) (?:i |that i |to|that|for)\\b",
  "\\b(?:i|we|my (?:friend|mom|mum|dad|brother|wife|husband|father|mother|sister)) (?:just |have |already |recently |also |got |actually )*(?:got|received|clicked|fell|report(?:ed)?|entered|connected|gave|was (?:told|asked|contacted|scammed|tricked|called|messaged|added|approached)|been (?:told|asked|contacted|scammed|approached)|saw|seen|found|noticed|shared|typed)\\b",
  "\\breport(?:ing|ed)? (?:a |an |this |that |the |fake |another )*(?:scam|phishing|user|fake|account|impersonat|fraud|suspicious|message|site|link|spam|website|person)|\\b(?:beware|be careful|watch out|be aware|heads up|warning|psa|stay safe|careful|attention)\\b[^\\n]{0,60}\\b(?:scam|fake|phish|impersonat|fraud|imposter|impostor|pretend|people who|anyone who|users? who|dms?)|\\bscam(?:mer)? alert\\b|\\b(?:phishing|scam) (?:site|link|attempt|e?mail|message|website|page|account)s?\\b|\\bimpersonat|\\bi (?:think|believe|guess) (?:i|this|it|that|he|she)[^.\\n]{0,30}\\b(?:scam|hack|phish|fake|suspicious)",
  "是不是(?:骗|诈骗|真|官方|你们|假)|是(?:骗|诈骗|真的|官方|你们|假)[^。\\n]{0,8}(?:吗|么|吧|[?？])|(?:老师|导师|群里|对方|客服)说|(?:有人|有个人|有个|一个人|一个自称|对方|他们?|她|某人|陌生人|骗子|自称)[^。\\n]{0,24}(?:让|叫|要|要求|说|私信|加|联系|发|给)(?:我|了我|他|她)?|(?:让|叫|要求|骗|诱导|引导|问)(?:我|我妈|我爸|我朋友|大家|别人)(?!们的|们会)|骗子|(?:妈|爸|朋友|弟|哥|姐|妹|老公|老婆|同事)被(?:人|带|拉|骗)|我(?:好像|是不是|可能|已经|刚|应该)?(?:是)?被骗|被骗了|诈骗|举报|小心|当心|提醒(?:大家|各位)|谨防|真的吗|真的假的|可信吗|靠谱吗|安全吗|官方吗|官方的吗|正规吗|假冒|冒充|钓鱼|我(?:刚|今天|昨天|刚刚|刚才)?(?:收到|接到|点了|点击了|看到|碰到|遇到)",
);

/** “He got my coins back, write to him” sells what it pretends to tell. */
const TESTIFIES =
  /\b(?:thanks to|helped me|with the help of|recommend|i was able to (?:recover|withdraw|get)|(?:refunded|recovered|retrieved|got) (?:all |back )?(?:of )?my|got (?:it|everything|all) back|reach (?:out to )?(?:him|her|them)|contact (?:him|her|them) (?:on|via|now|through)|save(?:d)? me)\b|帮我(?:追回|找回|拿回)|推荐给|联系(?:他|她)(?:吧|的|微|电)/;

const END = /[.!?。！？\n;；]/;
const REACH = 160;

/** Whether the sentence around a place warns, asks or tells of its author, and so lures nobody. */
export function isTold(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < REACH && !END.test(text[from - 1] ?? "")) from -= 1;
  let to = end;
  while (to < text.length && to - end < 40 && !END.test(text[to] ?? "")) to += 1;
  const before = text.slice(from, start);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf("，")) + 1);
  return (
    WARNS.test(before) || ASKS.test(clause) || /[?？]/.test(text[to] ?? "") || /[吗呢]$/.test(text.slice(from, to))
  );
}

/** Whether somebody describes a scam instead of trying one. */
export function isReport(text: string): boolean {
  REPORTS.lastIndex = 0;
  return REPORTS.test(text) && !TESTIFIES.test(text);
}
