import { any, type Lure } from "./lure.ts";

const SECRET =
  "(?:seed|recovery|secret|mnemonic|backup|12|24|twelve|twenty.four)[- ]?(?:word)?s?[- ]?(?:phrase|words?|key)s?|private keys?|wallet keys?";
const GIVE =
  "(?:enter|provide|share|send|submit|type|input|give|import|paste|confirm|verify|tell|drop|forward|insert|upload|fill in)";
const MESSENGER = "(?:whats ?app|telegram|signal app|we ?chat|viber|line app|wickr|threema|tele gram)";
const STAFF =
  "(?:support|admin|administrator|agent|moderator|mods?|team|representative|engineer|developer|specialist|expert|technician|help ?desk|customer (?:care|service)|assistant|operator|coordinator)s?";

/** What is said in English. */
export const ENGLISH: Lure[] = [
  {
    id: "seed_request",
    says: "asks for a recovery phrase or a private key",
    weight: 0.82,
    patterns: [
      any(
        `\\b${GIVE}(?: me| us| in| here)?(?: with)? (?:your|ur|the|ya)(?: [a-z0-9-]{1,12}){0,2} (?:${SECRET})`,
        `\\b${GIVE}(?: me| us) (?:the )?(?:${SECRET})`,
        `\\b(?:need|require|want)s? (?:you to \\w{1,12} )?(?:your|ur) (?:[a-z0-9-]{1,12} ){0,2}?(?:${SECRET})`,
        `\\b(?:your|ur) (?:[a-z0-9-]{1,12} ){0,1}?(?:${SECRET}) (?:is|are|will be) (?:needed|required|necessary)`,
        "\\bwhat(?: is|'?s) (?:your|ur) (?:seed|recovery|secret|mnemonic|12|24)[- ]",
      ),
    ],
  },
  {
    id: "code_request",
    says: "asks for a password or a one-time code",
    weight: 0.6,
    patterns: [
      any(
        `\\b${GIVE} (?:me |us )(?:your |ur |the )?(?:[a-z0-9-]{1,12} ){0,2}?(?:password|2fa|otp|one.time|verification code|login|credentials|sms code|security code|passcode)`,
      ),
    ],
  },
  {
    id: "wallet_connect",
    says: "tells people to connect or validate their wallet",
    weight: 0.55,
    patterns: [
      any(
        "\\b(?:connect|validate|synchroni[sz]e|sync|verify|rectify|link|authenticate|restore|import|whitelist|migrate|integrate|register|unlock|revalidate|fix|submit) (?:your|ur|you|ya)(?: [a-z0-9]{1,14}){0,2} (?:wallet|metamask|ledger|trezor|trust ?wallet|phantom)",
        "\\bwallet (?:validation|rectification|synchroni[sz]ation|sync|verification|connect(?:ion)?|authentication|restoration|migration) (?:portal|page|site|website|tool|dapp|form|link|process|protocol|platform|server|here|via|at|now|below)",
        "\\b(?:connect|validate|sync|synchroni[sz]e|verify) wallet (?:now|here|below|at|on|to (?:claim|fix|continue|receive|get))",
      ),
    ],
  },
  {
    id: "dm_me",
    says: "asks for a private message",
    weight: 0.3,
    patterns: [
      any(
        "\\b(?:dm|pm|inbox|message|text|hmu|msg|write|add|contact|ping|reach|call|mail)(?: (?:to|up|out to))? (?:me|us|him|her)\\b",
        "\\bhit (?:me|us) up\\b",
        "\\b(?:send|shoot|drop) (?:me|us|him|her) (?:a |an )?(?:dm|pm|direct message|private message|message|friend request|text|mail)",
        "\\b(?:come|slide|get|hop) (?:in|in to|into|to) (?:my|our|the) (?:dm|pm|inbox)s?",
        "\\bcheck (?:your|ur|you) (?:dm|pm|inbox|direct message|message request|private message)s?",
        "\\b(?:dm|pm|inbox|direct message|friend request)s? (?:is |are )?(?:if (?:you|u|yuou|interested)|for (?:more|help|details|info|assistance|support|the link|me)|now|open|asap|is open)",
        "\\bif (?:you(?:'re| are)?|u|yuou)? ?(?:are )?interested,? (?:please |kindly )?(?:send|dm|pm|message|text|contact|inbox)",
        "\\bif interested (?:please )?(?:dm|pm|inbox|message)",
        "\\b(?:accept|add) my (?:friend|dm|pm) ?request|\\bi(?: have|'ve|'ll| will|'m)? ?(?:just )?(?:dm'?e?d|pm'?e?d|sent|sending|dm|send) (?:you|u) (?:a )?(?:dm|pm|friend|request|message|private)?",
      ),
    ],
  },
  {
    id: "offers_help",
    says: "offers to solve it in person",
    weight: 0.22,
    patterns: [
      any(
        "\\b(?:i|we)(?: can|'ll| will| could| am able to|'m here to| am here to|'re here to| are here to) (?:gladly |quickly |easily |help |assist )?(?:you |u )?(?:help|assist|guide|fix|resolve|sort|solve|walk|rectify|direct|put you)",
        "\\bfor (?:help|assistance|support|guidance|quick (?:help|response|fix)|immediate (?:help|assistance|support)|further (?:assistance|help|support|guidance))\\b",
        "\\bi (?:had|faced|experienced|encountered) (?:the |a |this )?(?:same|similar) (?:issue|problem|challenge|error|situation)",
        "\\b(?:he|she|they|this (?:guy|man|dev|admin))(?: can|'ll| will| helped| fixed) (?:me|help|assist|fix|guide|resolve)",
      ),
    ],
  },
  {
    id: "fake_support",
    says: "poses as support, or sends people to somebody who does",
    weight: 0.38,
    patterns: [
      any(
        `\\b(?:contact|reach(?: out to)?|message|talk to|chat with|write to|speak (?:to|with)|dm|call|connect with|consult|meet|text|report to|forward (?:this|it|your (?:issue|complaint)) to) (?:an? |our |the |any |one of (?:our|the) )?(?:online |live |official |technical |customer |24\\/7 |support |senior |server |discord |verified |community ){0,3}${STAFF}\\b`,
        `\\b(?:i am|i'm|this is|we are|it's|im) (?:an? |the |from |with |part of )?(?:the |our )?(?:[a-z]{2,14} )?(?:official |live |online |customer |technical |senior )?(?:support|customer (?:care|service)|help ?desk|admin(?:istrator)?|moderator|technical) ?(?:agent|team|staff|representative|engineer|specialist|desk|department)?\\b(?! ticket)`,
        "\\b(?:open|create|raise|submit|launch|generate|file) (?:a |an |your |ur )?(?:support |help )?ticket (?:here|below|with|at|via|through|using|on|now|in)",
        "\\bopen.?a.?ti?l?cket\\b|\\bask here\\b.{0,40}\\bticket",
        "\\b(?:kindly|please) (?:relay|direct|channel|forward|submit|lay|table) (?:your|ur|the|all) (?:issue|complaint|quer|problem|challenge)",
        "\\blive (?:chat|support|agent)[^.\\n]{0,30}(?:https?:|www|link|click|below)",
      ),
    ],
  },
  {
    id: "off_platform",
    says: "leads to another messenger",
    weight: 0.42,
    patterns: [
      any(
        `\\b(?:on|via|through|at|in|using|by|to|my|our|join|the) (?:the |my |our |his |her |their )?${MESSENGER}\\b(?! (?:number|account|group) (?:of|is not|was))`,
        `\\b${MESSENGER} ?(?:number|no|support|line|contact|id|username|handle|group|channel)?\\.? ?(?:is )?[:=@+-]`,
        `\\b${MESSENGER} (?:me|us|him|her)\\b|\\btext ?\\+ ?\\(?\\d|\\b(?:chat\\.whatsapp\\.com|wa\\.me|t\\.me)\\/`,
      ),
    ],
  },
  {
    id: "giveaway",
    says: "promises something for nothing",
    weight: 0.45,
    patterns: [
      any(
        "\\b(?:claim|grab|get|collect|redeem|receive|take|secure)(?: (?:your|ur|the|this|you))? (?:free|reward|airdrop|bonus|prize|nft|tokens?|allocation|gift|exclusive|share of)(?: [a-z]{2,12})? ?(?:now|here|today|at|before|airdrop|tokens?|crypto|nft|btc|eth|usdt|sol|mint|nitro|reward|bonus|gift|[!:>]|http)",
        "\\b(?:we are|we're|i am|i'm|officially|currently|team is|is) (?:giving (?:away|out)|airdropping|gifting|distributing)\\b",
        "\\b(?:exclusive|official|massive|huge|limited|special|surprise|big|live|mega|community|holiday|anniversary) (?:crypto |token |nft |btc |eth |usdt )?(?:giveaway|airdrop|mint)\\b",
        "\\b(?:mint(?:ing)?|airdrop|giveaway|presale|claim(?:ing)?) (?:is |has )?(?:now |officially |finally )?(?:live|open|begun|started|started)\\b",
        "\\ballow\\w* (?:[a-z]{1,12} ){0,4}to mint|\\bfree (?:discord )?nitro\\b|\\bfree (?:mint|nft|crypto|bitcoin|btc|eth|usdt|tokens?) (?:for|to|giveaway|here|now|claim|drop|if)",
        "\\b(?:you(?:'ve| have)?|u) (?:have )?(?:been |be )?(?:won|selected|chosen|eligible|picked|awarded)\\b[^.\\n]{0,60}\\b(?:prize|reward|airdrop|bonus|nft|btc|eth|usdt|\\$|claim|giveaway|gift)",
        "\\b(?:first|next) \\d{1,5} (?:people|users|members|persons?|wallets|participants|to)\\b[^.\\n]{0,60}(?:get|receive|win|claim|earn|dm|message|\\$|free|how)",
        "\\bsteam (?:gift|community)?[^.\\n]{0,20}\\$ ?\\d{2,3}|\\$ ?\\d{2,3}[^.\\n]{0,16}(?:steam|from steam|gift card|gift)",
      ),
    ],
  },
  {
    id: "free_goods",
    says: "gives away goods to whoever writes first",
    weight: 0.5,
    patterns: [
      any(
        "\\b(?:giv(?:e|ing) (?:it |this |them |my |out |away )|offer(?:ing)? my )[^\\n]{0,100}\\b(?:macbook|laptop|playstation|ps ?5|xbox|iphone|ipad|camera|charger|drone|headset|tickets?|gpu|graphics card|monitor|console|switch)[^\\n]{0,120}\\b(?:free|giv(?:e|ing)|charge)|\\bfirst.come,? first.serv",
        "\\bgiv(?:e|ing) (?:out|away) (?:my |an? |the |some |[a-z']{1,12} ){1,5}(?:macbook|laptop|playstation|ps ?5|xbox|iphone|ipad|camera|drone|headset|gpu)",
      ),
    ],
  },
  {
    id: "doubling",
    says: "promises to send back more than it is sent",
    weight: 0.8,
    patterns: [
      any(
        "\\b(?:send|deposit|transfer|contribute)\\b[^.\\n]{0,60}\\b(?:get|receive|we(?:'ll| will)? (?:send|return|give)|i(?:'ll| will) (?:send|return|give)|and)\\b[^.\\n]{0,30}(?:double|twice|triple|2x|x2|3x|10x|\\b2 (?:btc|eth|sol)|back instantly)",
        "\\b(?:double|triple|multiply) (?:your|ur) (?:crypto|bitcoin|btc|eth|money|coins?|investment|deposit|usdt|funds|tokens)",
        "\\b(?:2x|3x|5x|10x|100x) (?:your|ur|on your) (?:crypto|btc|eth|money|deposit|investment|portfolio)",
        "\\bwill be (?:doubled|tripled|multiplied)",
      ),
    ],
  },
  {
    id: "recovery",
    says: "offers to recover what was lost",
    weight: 0.55,
    patterns: [
      any(
        "\\brecover (?:your|ur|any|all|lost|stolen|scammed|back)(?: (?:your|lost|stolen|scammed|hacked|all|crypto|of)){0,4} (?:funds?|crypto\\w*|money|assets?|bitcoin|btc|coins?|wallets?|investments?|account)",
        "\\b(?:funds?|crypto|asset|bitcoin|wallet|money|account|hack) ?recovery (?:expert|agent|specialist|hacker|team|service|company|firm|pro|wizard|agency)s?",
        "\\b(?:recovery|ethical|professional|certified|reliable|legit|genuine) (?:expert|hacker|wizard)s?\\b",
        "\\b(?:helped|assisted) me (?:to )?(?:recover|retrieve|get back|get (?:all )?my|reclaim)",
        "\\b(?:got|recovered|retrieved|refunded)(?: back)? (?:all |every )?(?:of )?(?:my|his|her|their|it) (?:[a-z0-9]{1,12} ){0,3}(?:back )?(?:thanks to|with the help of|through|after (?:contacting|i contacted|reaching))",
        "\\bif you(?:'ve| have)? (?:ever )?(?:been scammed|lost (?:your |any )?(?:money|funds|crypto|access))[^\\n]{0,60}(?:contact|reach|dm|message|write|help|recover)",
      ),
    ],
    evenAsked: true,
  },
  {
    id: "investment",
    says: "promises profits, signals or an expert trader",
    weight: 0.45,
    patterns: [
      any(
        "\\b(?:earn|make|made|earned|profit(?:ed)?|turn(?:ed)?|get|invest)\\b[^.\\n]{0,30}(?:\\$|usd|usdt|€|£) ?\\d[\\d,.k]{0,9}[^.\\n]{0,40}\\b(?:daily|weekly|monthly|per (?:day|week)|a (?:day|week)|in (?:just |only |less than )?(?:a|an|one|\\d{1,3}) (?:days?|weeks?|hours?)|within \\d{1,3} (?:hours?|days?)|every (?:day|week))",
        "\\b\\d{1,3} ?%[^.\\n]{0,20}\\b(?:daily|weekly|guaranteed|per (?:day|week)|profit|returns?|roi)\\b[^.\\n]{0,20}(?:guarantee|profit|daily|every|on your|dm|join|invest)",
        "\\b(?:guaranteed|risk.free|100% (?:sure|safe|legit)) (?:profits?|returns?|income|gains?|roi|investment)",
        "\\b(?:free |daily |vip |premium |crypto |trading |stock |market |accurate ){1,3}signals?\\b[^.\\n]{0,80}\\b(?:join|group|channel|dm|telegram|whatsapp|link|free of charge|contact|community|members?)|\\bjoin\\b[^.\\n]{0,60}\\b(?:signals?|pump) (?:group|channel|community)|\\breceive the latest [a-z ]{0,12}signals?",
        "\\b(?:expert trader|account manager|trading mentor|forex mentor|investment (?:platform|manager|expert|company))\\b[^.\\n]{0,60}\\b(?:dm|contact|reach|join|helped|message|whatsapp|telegram|trade for|manages?)",
        "\\b(?:teach|show|help)\\b[^.\\n]{0,40}\\b(?:people|you|persons?|interested)\\b[^.\\n]{0,30}\\b(?:earn|make|profit)[^.\\n]{0,24}(?:\\$|\\d|daily|from (?:the )?(?:crypto|market))",
      ),
    ],
  },
  {
    id: "job",
    says: "offers easy work",
    weight: 0.4,
    patterns: [
      any(
        "\\b(?:remote|part.?time|online|work.from.home|simple|easy) (?:job|work|task|gig)s?\\b[^\\n]{0,80}(?:\\$ ?\\d|per (?:day|hour|week)|daily|usdt|dm|telegram|whatsapp|contact)",
        "\\b(?:hiring|looking for|recruiting)\\b[^.\\n]{0,60}\\b(?:moderators?|chat mods?|testers?|ambassadors?|promoters?)\\b[^\\n]{0,80}(?:\\$|pay|salary|dm|usdt|apply)",
      ),
    ],
  },
  {
    id: "threat",
    says: "threatens with a locked account unless one acts",
    weight: 0.45,
    patterns: [
      any(
        "\\b(?:your|ur) (?:[a-z]{2,12} )?(?:account|wallet|funds?|assets?)(?: access)? (?:will be|has been|have been|is|are|was|may be)(?: temporarily| permanently)? (?:suspend|lock|restrict|terminat|deactivat|compromis|frozen|disabl|limit|clos|flagg|at risk|lost)[a-z]{0,4}\\b[^\\n]{0,120}\\b(?:verify|click|confirm|visit|login|log in|connect|validate|immediately|within \\d|update|unlock|secure it|contact|move)",
        "\\b(?:verify|confirm|update|validate) (?:your|ur) (?:account|identity|details|wallet|kyc)\\b[^\\n]{0,60}\\b(?:to avoid|or (?:it|your)|within \\d|immediately|before|otherwise|here:? ?http)",
        "\\b(?:mandatory|required|compulsory) (?:wallet |account |token |security )?(?:migration|verification|upgrade|update|re-?validation|kyc)\\b[^\\n]{0,60}(?:http|www|click|link|visit|before|connect)",
      ),
    ],
  },
  {
    id: "phone",
    says: "gives a telephone number as support",
    weight: 0.5,
    patterns: [
      any(
        "\\b(?:call|dial|ring|phone|hotline|toll.?free|helpline|help line|customer (?:care|service|support)|support (?:number|line|phone)|contact number|tel)\\b[^\\n]{0,40}?(?<!\\d)\\+?(?:\\(?\\d{1,4}\\)?[ ._*~|/-]{0,3}){3,6}\\d",
        "(?<!\\d)\\+?1?[ ._*~|/-]{0,3}\\(?8(?:00|33|44|55|66|77|88)\\)?[ ._*~|/-]{0,3}\\d{3}[ ._*~|/-]{0,3}\\d{4}(?!\\d)",
      ),
    ],
  },
  {
    id: "qr",
    says: "asks to scan a code",
    weight: 0.4,
    patterns: [
      any(
        "\\bscan (?:the |this |my |our )?(?:qr|code|barcode)(?: code)? (?:below|above|here|to|and|in)\\b[^.\\n]{0,40}\\b(?:verify|login|log in|connect|claim|get|receive|join|support|fix|human|validate|continue|unlock|win)",
        "\\bscan (?:the |this )(?:qr|qr code) (?:with|using|from) (?:your|ur)",
      ),
    ],
  },
  {
    id: "adult",
    says: "lures with adult content",
    weight: 0.5,
    patterns: [
      any(
        "(?:\\b(?:nudes?|leaks?|onlyfans|nsfw|cam ?girls?|sex ?cam|porn|teen (?:girls|content)|hot girls?|girls? (?:in|on) cam)\\b|🔞)[^\\n]{0,80}(?:discord|\\.gg|invite|https?:|join|bio|@everyone|free|link)",
        "(?:discord|\\.gg|invite|https?:|join|omg)[^\\n]{0,80}(?:\\b(?:nudes?|onlyfans|nsfw|cam ?girls?|sex ?cam|porn|girls? (?:in|on) cam)\\b|🔞)|\\bcheck (?:out )?my bio\\b",
      ),
    ],
  },
  {
    id: "address",
    says: "asks for coins to be sent to an address",
    weight: 0.5,
    patterns: [
      any(
        "\\b(?:send|deposit|transfer|pay)\\b[^.\\n]{0,50}\\b(?:to (?:this|the following|the|my|our)|here|below)(?: (?:wallet|btc|eth|usdt|trc20|erc20|address)){1,3}[^\\n]{0,30}(?:\\b0x[0-9a-f]{6,64}|\\b(?:bc1|[13])[a-z0-9]{8,62}|\\bt[a-z0-9]{25,35})",
        "\\b(?:pay|send|deposit)\\b[^.\\n]{0,30}\\b(?:activation|unlock(?:ing)?|release|verification|processing|gas|clearance|withdrawal) fee\\b[^\\n]{0,60}\\b(?:to (?:unlock|release|receive|withdraw|claim|get)|first|before|dm|address)",
      ),
    ],
  },
];
