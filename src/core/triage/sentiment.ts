import { SENTIMENTS, type Sentiment } from "./suggestion.ts";

/** What people write when they feel so, worst last. English and Chinese; what two feelings share belongs to the worse. */
const SAID: Record<Exclude<Sentiment, "calm">, RegExp> = {
  worried:
    /\b(?:worr(?:y|ied|ying)|anxious|scared|afraid|nervous|concern(?:ed|ing)|stress(?:ed|ful)|please help|help me|pls help|panick?(?:ing|ed)?|urgent(?:ly)?|asap|freaking out|still (?:nothing|no|not|waiting|pending|missing)|is my money (?:safe|gone)|what (?:is|s) going on)\b|担心|着急|焦虑|害怕|怕|急急|急死|很急|紧急|尽快|麻烦快|求助|怎么办|还没到|一直没/iu,
  angry:
    /\b(?:angry|furious|outrag(?:ed|eous)|ridiculous|unacceptable|disgust(?:ed|ing)|pathetic|useless|incompetent|joke of|worst|terrible|horrible|garbage|trash|bullshit|bs|wtf|fuck\w*|shit\w*|thie(?:f|ves)|scammers?|stole my|robbed|crooks?|liars?|fed up|sick of|sue you|lawyers?|give me my money|waste of time|never again)\b|生气|愤怒|气死|垃圾|骗子|骗钱|黑心|坑人|太差|无语|恶心|妈的|他妈|操|滚|投诉|曝光|起诉|律师|还我钱/iu,
  desperate:
    /\b(?:desperate|life savings?|all (?:of )?my (?:money|savings)|everything i (?:have|own|had)|lost everything|can ?n[o']t (?:sleep|eat|breathe|go on)|(?:pay|need) (?:my )?(?:rent|hospital|surgery|medication|food)|my (?:family|kids|children) (?:will|can|need)|begging|i beg|ruined|suicid\w*|kill myself|end (?:it all|my life)|no reason to live|want to die)\b|救命|绝望|全部积蓄|所有的钱|全部身家|倾家荡产|活不下去|不想活|跳楼|自杀|求求你|跪求|睡不着|家里等钱|救命钱/iu,
};
/** A shout says more than its words. */
const SHOUT = /[!！]{3,}|[?？!！]{4,}|(?:\b[A-Z]{2,}\b[\s!?.,]*){4,}/u;

/** How a customer feels, by their words in all that they wrote, and the words that say so. */
export function sentimentOf(texts: readonly string[]): { sentiment: Sentiment; because: string } {
  const text = texts.join("\n").slice(-8_000).normalize("NFKC");
  for (const sentiment of SENTIMENTS.toReversed()) {
    const word = sentiment === "calm" ? undefined : SAID[sentiment].exec(text)?.[0];
    if (word !== undefined) return { sentiment, because: `they write “${word.slice(0, 40)}”` };
  }
  return SHOUT.test(text)
    ? { sentiment: "angry", because: "they shout" }
    : { sentiment: "calm", because: "nothing says otherwise" };
}
