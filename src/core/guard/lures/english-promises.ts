import type { Lure } from "./lure.ts";

/** What is promised, threatened or shown in English. */
export const ENGLISH_PROMISES: Lure[] = [
  {
    id: "giveaway",
    says: "promises something for nothing",
    weight: 0.45,
    wordings: [
      "\\b(?:claim|grab|get|collect|redeem|receive|take|secure)(?: (?:your|ur|the|this|you))? (?:free|reward|airdrop|bonus|prize|nft|tokens?|allocation|gift|exclusive|share of)(?: [a-z]{2,12})? ?(?:now|here|today|at|before|airdrop|tokens?|crypto|nft|btc|eth|usdt|sol|mint|nitro|reward|bonus|gift|[!:>]|http)",
      "\\b(?:we are|we're|i am|i'm|officially|currently|team is|is) (?:giving (?:away|out)|airdropping|gifting|distributing)\\b",
      "\\b(?:exclusive|official|massive|huge|limited|special|surprise|big|live|mega|community|holiday|anniversary) (?:crypto |token |nft |btc |eth |usdt )?(?:giveaway|airdrop|mint)\\b",
      "\\b(?:mint(?:ing)?|airdrop|giveaway|presale|claim(?:ing)?) (?:is |has )?(?:now |officially |finally )?(?:live|open|begun|started|started)\\b",
      "\\ballow\\w* (?:[a-z]{1,12} ){0,4}to mint|\\bfree (?:discord )?nitro\\b|\\bfree (?:mint|nft|crypto|bitcoin|btc|eth|usdt|tokens?) (?:for|to|giveaway|here|now|claim|drop|if)",
      "\\b(?:you(?:'ve| have)?|u) (?:have )?(?:been |be )?(?:won|selected|chosen|eligible|picked|awarded)\\b(?:[^.\\n]|\\.\\d){0,60}\\b(?:prize|reward|airdrop|bonus|nft|btc|eth|usdt|\\$|claim|giveaway|gift)",
      "\\b(?:first|next) \\d{1,5} (?:people|users|members|persons?|wallets|participants|to)\\b(?:[^.\\n]|\\.\\d){0,60}(?:get|receive|win|claim|earn|dm|message|\\$|free|how)",
      "\\bsteam (?:gift|community)?(?:[^.\\n]|\\.\\d){0,20}\\$ ?\\d{2,3}|\\$ ?\\d{2,3}(?:[^.\\n]|\\.\\d){0,16}(?:steam|from steam|gift card|gift)",
    ],
  },
  {
    id: "free_goods",
    says: "gives away goods to whoever writes first",
    weight: 0.5,
    wordings: [
      "\\b(?:giv(?:e|ing) (?:it |this |them |my |out |away )|offer(?:ing)? my )[^\\n]{0,100}\\b(?:macbook|laptop|playstation|ps ?5|xbox|iphone|ipad|camera|charger|drone|headset|tickets?|gpu|graphics card|monitor|console|switch)[^\\n]{0,120}\\b(?:free|giv(?:e|ing)|charge)|\\bfirst.come,? first.serv",
      "\\bgiv(?:e|ing) (?:out|away) (?:my |an? |the |some |[a-z']{1,12} ){1,5}(?:macbook|laptop|playstation|ps ?5|xbox|iphone|ipad|camera|drone|headset|gpu)",
    ],
  },
  {
    id: "doubling",
    says: "promises to send back more than it is sent",
    weight: 0.8,
    wordings: [
      "\\b(?:send|deposit|transfer|contribute)\\b(?:[^.\\n]|\\.\\d){0,60}\\b(?:get|receive|we(?:'ll| will)? (?:send|return|give)|i(?:'ll| will) (?:send|return|give)|and)\\b(?:[^.\\n]|\\.\\d){0,30}(?:double|twice|triple|2x|x2|3x|10x|\\b2 (?:btc|eth|sol)|\\d[\\d.]{0,8} ?(?:btc|eth|sol|usdt|bnb|xrp|trx|coins?) back|back instantly)",
      "\\bwill be (?:doubled|tripled|multiplied)",
      "\\b(?:is|are|am) (?:doubling|tripling) (?:all |every |any |your )?(?:deposits?|coins?|crypto|bitcoin|btc|eth|transfers?)\\b",
      "\\bsend \\d[\\d.,]{0,9} ?[a-z]{2,5} (?:and )?(?:to )?(?:get|receive) \\d",
    ],
  },
  {
    id: "doubling_promise",
    says: "promises to multiply coins",
    weight: 0.5,
    wordings: [
      "\\b(?:double|triple|multiply) (?:your|ur) (?:crypto|bitcoin|btc|eth|money|coins?|investment|deposit|usdt|funds|tokens)",
      "\\b(?:2x|3x|5x|10x|100x) (?:your|ur|on your) (?:crypto|btc|eth|money|deposit|investment|portfolio)",
    ],
  },
  {
    id: "recovery",
    says: "offers to recover what was lost",
    weight: 0.55,
    wordings: [
      "\\brecover (?:your|ur|any|all|lost|stolen|scammed|back)(?: (?:your|lost|stolen|scammed|hacked|all|crypto|of)){0,4} (?:funds?|crypto\\w*|money|assets?|bitcoin|btc|coins?|wallets?|investments?|account)",
      "\\b(?:funds?|crypto|asset|bitcoin|wallet|money|account|hack) ?recovery (?:expert|agent|specialist|hacker|team|service|company|firm|pro|wizard|agency)s?",
      "\\b(?:recovery|ethical|professional|certified|reliable|legit|genuine) (?:expert|hacker|wizard)s?\\b",
      "\\bif you(?:'ve| have)? (?:ever )?(?:been scammed|lost (?:your |any )?(?:money|funds|crypto|access))[^\\n]{0,60}(?:contact|reach|dm|message|write|help|recover)",
    ],
  },
  {
    id: "testimony",
    says: "praises somebody who got coins back",
    weight: 0.5,
    wordings: [
      "\\b(?:helped|assisted) me (?:to )?(?:recover|retrieve|get back|get (?:all )?my|reclaim)",
      "\\b(?:got|recovered|retrieved|refunded)(?: back)? (?:all |every )?(?:of )?(?:my|his|her|their|it) (?:[a-z0-9]{1,12} ){0,3}(?:back )?(?:thanks to|with the help of|through|after (?:contacting|i contacted|reaching))",
    ],
    evenAsked: true,
  },
  {
    id: "investment",
    says: "promises profits, signals or an expert trader",
    weight: 0.45,
    wordings: [
      "\\b(?:earn|make|made|earned|profit(?:ed)?|turn(?:ed)?|get|invest)\\b(?:[^.\\n]|\\.\\d){0,30}(?:\\$|usd|usdt|€|£) ?\\d[\\d,.k]{0,9}(?:[^.\\n]|\\.\\d){0,40}\\b(?:daily|weekly|monthly|per (?:day|week)|a (?:day|week)|in (?:just |only |less than )?(?:a|an|one|\\d{1,3}) (?:days?|weeks?|hours?)|within \\d{1,3} (?:hours?|days?)|every (?:day|week))",
      "\\b\\d{1,3} ?%(?:[^.\\n]|\\.\\d){0,20}\\b(?:daily|weekly|guaranteed|per (?:day|week)|profit|returns?|roi)\\b(?:[^.\\n]|\\.\\d){0,20}(?:guarantee|profit|daily|every|on your|dm|join|invest)",
      "\\b(?:guaranteed|risk.free|100% (?:sure|safe|legit)) (?:profits?|returns?|income|gains?|roi|investment)",
      "\\b(?:free |daily |vip |premium |crypto |trading |stock |market |accurate ){1,3}signals?\\b(?:[^.\\n]|\\.\\d){0,80}\\b(?:join|group|channel|dm|telegram|whatsapp|link|free of charge|contact|community|members?)|\\bjoin\\b(?:[^.\\n]|\\.\\d){0,60}\\b(?:signals?|pump) (?:group|channel|community)|\\breceive the latest [a-z ]{0,12}signals?",
      "\\b(?:expert trader|account manager|trading mentor|forex mentor|investment (?:platform|manager|expert|company))\\b(?:[^.\\n]|\\.\\d){0,60}\\b(?:dm|contact|reach|join|helped|message|whatsapp|telegram|trade for|manages?)",
      "\\b(?:teach|show|help)\\b(?:[^.\\n]|\\.\\d){0,40}\\b(?:people|you|persons?|interested)\\b(?:[^.\\n]|\\.\\d){0,30}\\b(?:earn|make|profit)(?:[^.\\n]|\\.\\d){0,24}(?:\\$|\\d|daily|from (?:the )?(?:crypto|market))",
    ],
  },
  {
    id: "job",
    says: "offers easy work",
    weight: 0.4,
    wordings: [
      "\\b(?:remote|part.?time|online|work.from.home|simple|easy) (?:job|work|task|gig)s?\\b[^\\n]{0,80}(?:\\$ ?\\d|per (?:day|hour|week)|daily|usdt|dm|telegram|whatsapp|contact)",
      "\\b(?:hiring|looking for|recruiting)\\b(?:[^.\\n]|\\.\\d){0,60}\\b(?:moderators?|chat mods?|testers?|ambassadors?|promoters?)\\b[^\\n]{0,80}(?:\\$|pay|salary|dm|usdt|apply)",
    ],
  },
  {
    id: "threat",
    says: "threatens with a locked account unless one acts",
    weight: 0.45,
    wordings: [
      "\\b(?:your|ur) (?:[a-z]{2,12} )?(?:account|wallet|funds?|assets?)(?: access)? (?:will be|has been|have been|is|are|was|may be)(?: temporarily| permanently)? (?:suspend|lock|restrict|terminat|deactivat|compromis|frozen|disabl|limit|clos|flagg|at risk|lost)[a-z]{0,4}\\b[^\\n]{0,120}\\b(?:verify|click|confirm|visit|login|log in|connect|validate|immediately|within \\d|update|unlock|secure it|contact|move)",
      "\\b(?:verify|confirm|update|validate) (?:your|ur) (?:account|identity|details|wallet|kyc)\\b[^\\n]{0,60}\\b(?:to avoid|or (?:it|your)|within \\d|immediately|before|otherwise|here:? ?http)",
      "\\b(?:your|ur) (?:account|wallet|funds?|assets?) (?:must|needs? to|has to|have to) be (?:validated|verified|migrated|upgraded|updated|synchroni[sz]ed|re-?validated)\\b[^\\n]{0,80}(?:\\bor\\b|otherwise|https?:|www)",
      "\\b(?:mandatory|required|compulsory) (?:wallet |account |token |security )?(?:migration|verification|upgrade|update|re-?validation|kyc)\\b[^\\n]{0,60}(?:http|www|click|link|visit|before|connect)",
    ],
  },
  {
    id: "phone",
    says: "gives a telephone number as support",
    weight: 0.5,
    wordings: [
      "\\b(?:call|dial|ring|phone|hotline|toll.?free|helpline|help line|customer (?:care|service|support)|support (?:number|line|phone)|contact number|tel)\\b[^\\n]{0,40}?(?<!\\d)\\+?(?:\\(?\\d{1,4}\\)?[ ._*~|/-]{0,3}){3,6}\\d",
      "(?<![\\d+])(?:\\+?1[ ._*~|/-]{0,3})?\\(?8(?:00|33|44|55|66|77|88)\\)?[ ._*~|/-]{0,3}\\d{3}[ ._*~|/-]{0,3}\\d{4}(?!\\d)",
    ],
  },
  {
    id: "qr",
    says: "asks to scan a code",
    weight: 0.4,
    wordings: [
      "\\bscan (?:the |this |my |our )?(?:qr|code|barcode)(?: code)? (?:below|above|here|to|and|in)\\b(?:[^.\\n]|\\.\\d){0,40}\\b(?:verify|login|log in|connect|claim|get|receive|join|support|fix|human|validate|continue|unlock|win)",
      "\\bscan (?:the |this )(?:qr|qr code) (?:with|using|from) (?:your|ur)",
    ],
  },
  {
    id: "adult",
    says: "lures with adult content",
    weight: 0.5,
    wordings: [
      "(?:\\b(?:nudes?|leaks?|onlyfans|nsfw|cam ?girls?|sex ?cam|porn|teen (?:girls|content)|hot girls?|girls? (?:in|on) cam)\\b|🔞)[^\\n]{0,80}(?:discord|\\.gg|invite|https?:|join|bio|@everyone|free|link)",
      "(?:discord|\\.gg|invite|https?:|join|omg)[^\\n]{0,80}(?:\\b(?:nudes?|onlyfans|nsfw|cam ?girls?|sex ?cam|porn|girls? (?:in|on) cam)\\b|🔞)|\\bcheck (?:out )?my bio\\b",
    ],
  },
  {
    id: "address",
    says: "asks for coins to be sent to an address",
    weight: 0.5,
    wordings: [
      "\\b(?:send|deposit|transfer|pay)\\b(?:[^.\\n]|\\.\\d){0,50}\\b(?:to (?:this|the following|the|my|our)|here|below)(?: (?:wallet|btc|eth|usdt|trc20|erc20|address)){1,3}[^\\n]{0,30}(?:\\b0x[0-9a-f]{6,64}|\\b(?:bc1|[13])[a-z0-9]{8,62}|\\bt[a-z0-9]{25,35})",
      "\\b(?:pay|send|deposit)\\b(?:[^.\\n]|\\.\\d){0,30}\\b(?:activation|unlock(?:ing)?|release|verification|processing|gas|clearance|withdrawal) fee\\b[^\\n]{0,60}\\b(?:to (?:unlock|release|receive|withdraw|claim|get)|first|before|dm|address)",
    ],
  },
];
