import type { Lure } from "./lure.ts";

const SECRET =
  "(?:seed|recovery|secret|mnemonic|backup|12|24|twelve|twenty.four)[- ]?(?:word)?s?[- ]?(?:phrase|words?|key)s?|private keys?|wallet keys?";
const GIVE =
  "(?:enter|provide|share|send|submit|type|input|give|import|paste|confirm|verify|tell|drop|forward|insert|upload|fill in)";
const MESSENGER = "(?:whats ?app|telegram|signal app|we ?chat|viber|line app|wickr|threema|tele gram)";
const STAFF =
  "(?:support|admin|administrator|agent|moderator|mods?|team|representative|engineer|developer|specialist|expert|technician|help ?desk|customer (?:care|service)|assistant|operator|coordinator)s?";

/** What people are asked for in English, and how they are drawn aside. */
export const ENGLISH: Lure[] = [
  {
    id: "seed_request",
    says: "asks for a recovery phrase or a private key",
    weight: 0.82,
    wordings: [
      `\\b${GIVE}(?: me| us| in| here)?(?: with)? (?:your|ur|the|ya)(?: [a-z0-9-]{1,12}){0,2} (?:${SECRET})`,
      `\\b${GIVE}(?: me| us) (?:the )?(?:${SECRET})`,
      `\\b(?:need|require|want)s? (?:you to \\w{1,12} )?(?:your|ur) (?:[a-z0-9-]{1,12} ){0,2}?(?:${SECRET})`,
      `\\b(?:your|ur) (?:[a-z0-9-]{1,12} ){0,1}?(?:${SECRET}) (?:is|are|will be) (?:needed|required|necessary)`,
      "\\bwhat(?: is|'?s) (?:your|ur) (?:seed|recovery|secret|mnemonic|12|24)[- ]",
    ],
  },
  {
    id: "code_request",
    says: "asks for a password or a one-time code",
    weight: 0.6,
    wordings: [
      `\\b${GIVE} (?:me |us )(?:your |ur |the )?(?:[a-z0-9-]{1,12} ){0,2}?(?:password|2fa|otp|one.time|verification code|login|credentials|sms code|security code|passcode)`,
    ],
  },
  {
    id: "wallet_connect",
    says: "tells people to connect or validate their wallet",
    weight: 0.55,
    wordings: [
      "\\b(?:connect|validate|synchroni[sz]e|sync|verify|rectify|link|authenticate|restore|import|whitelist|migrate|integrate|register|unlock|revalidate|fix|submit) (?:your|ur|you|ya)(?: [a-z0-9]{1,14}){0,2} (?:wallet|metamask|ledger|trezor|trust ?wallet|phantom)",
      "\\bwallet (?:validation|rectification|synchroni[sz]ation|sync|verification|connect(?:ion)?|authentication|restoration|migration) (?:portal|page|site|website|tool|dapp|form|link|process|protocol|platform|server|here|via|at|now|below)",
      "\\b(?:connect|validate|sync|synchroni[sz]e|verify) wallet (?:now|here|below|at|on|to (?:claim|fix|continue|receive|get))",
    ],
  },
  {
    id: "dm_me",
    says: "asks for a private message",
    weight: 0.3,
    wordings: [
      "\\b(?:dm|pm|inbox|message|text|hmu|msg|write|add|contact|ping|reach|call|mail)(?: (?:to|up|out to))? (?:me|us|him|her|them)\\b(?! back)",
      "\\bhit (?:me|us) up\\b",
      "\\b(?:send|shoot|drop) (?:me|us|him|her) (?:a |an )?(?:dm|pm|direct message|private message|message|friend request|text|mail)",
      "\\b(?:come|slide|get|hop) (?:in|in to|into|to) (?:my|our|the) (?:dm|pm|inbox)s?",
      "\\b(?:dm|pm|inbox|direct message|friend request)s? (?:is |are )?(?:if (?:you|u|yuou|interested)|for (?:more|help|details|info|assistance|support|the link|me)|now|open|asap|is open)",
      "\\bif (?:you(?:'re| are)?|u|yuou)? ?(?:are )?interested,? (?:please |kindly )?(?:send|dm|pm|message|text|contact|inbox)",
      "\\bif interested (?:please )?(?:dm|pm|inbox|message)",
      "\\b(?:accept|add) my (?:friend|dm|pm) ?request|\\bi(?: have|'ve|'ll| will|'m)? ?(?:just )?(?:dm'?e?d|pm'?e?d|sent|sending|dm|send) (?:you|u) (?:a )?(?:dm|pm|friend|request|message|private)?",
    ],
  },
  {
    id: "private_talk",
    says: "goes on in private without being asked",
    weight: 0.42,
    wordings: [
      "\\bcheck (?:your|ur|you) (?:dm|pm|inbox|direct message|message request|private message)s?",
      "\\b(?:message|contact|text|dm|reach|add|write)(?: to| out to)? @[\\w.]{2,30}",
      "\\b(?:write|talk|send|go|speak|reach out) to (?:the )?(?:admin|mod|moderator|agent|expert|dev|developer)s? in (?:the |your |his |her )?(?:dm|pm|inbox|private)",
    ],
  },
  {
    id: "offers_help",
    says: "offers to solve it in person",
    weight: 0.22,
    wordings: [
      "\\b(?:i|we)(?: can|'ll| will| could| am able to|'m here to| am here to|'re here to| are here to) (?:gladly |quickly |easily |help |assist )?(?:you |u )?(?:help|assist|guide|fix|resolve|sort|solve|walk|rectify|direct|put you)",
      "\\bfor (?:(?:quick|fast|immediate|further|more|proper|urgent|direct|any|personal) )?(?:help|assistance|support|guidance|response|fix)\\b",
      "\\bi (?:had|faced|experienced|encountered) (?:the |a |this )?(?:same|similar) (?:issue|problem|challenge|error|situation)",
      "\\b(?:sorted|fixed|solved|resolved) (?:mine|it for me|my (?:issue|problem|wallet|account))\\b",
      "\\b(?:he|she|they|this (?:guy|man|dev|admin))(?: can|'ll| will| helped| fixed) (?:me|help|assist|fix|guide|resolve)",
    ],
  },
  {
    id: "fake_support",
    says: "poses as support, or sends people to somebody who does",
    weight: 0.38,
    wordings: [
      `\\b(?:contact|reach(?: out to)?|message|talk to|chat with|write to|speak (?:to|with)|dm|call|connect with|consult|meet|text|report to|forward (?:this|it|your (?:issue|complaint)) to) (?:our |the |any |one of (?:our|the) )(?:online |live |official |technical |customer |24\\/7 |support |senior |server |discord |verified |community ){0,3}${STAFF}\\b`,
      `\\b(?:i am|i'm|this is|we are|it's|im) (?:an? |the |from |with |part of )?(?:the |our )?(?:[a-z]{2,14} )?(?:official |live |online |customer |technical |senior )?(?:support|customer (?:care|service)|help ?desk|admin(?:istrator)?|moderator|technical) ?(?:agent|team|staff|representative|engineer|specialist|desk|department)?\\b(?! ticket)`,
      "\\b(?:open|create|raise|submit|launch|generate|file) (?:a |an |your |ur )?(?:support |help )?ticket (?:here|below|with|at|via|through|using|on|now|in)",
      "\\bopen.?a.?ti?l?cket\\b|\\bask here\\b.{0,40}\\bticket",
      "\\b(?:kindly|please) (?:relay|direct|channel|forward|submit|lay|table) (?:your|ur|the|all) (?:issue|complaint|quer|problem|challenge)",
      "\\blive (?:chat|support|agent)(?:[^.\\n]|\\.\\d){0,30}(?:https?:|www|link|click|below)",
    ],
  },
  {
    id: "off_platform",
    says: "leads to another messenger",
    weight: 0.42,
    wordings: [
      `\\b(?:on|via|through|at|in|using|by|to|my|our|join|the) (?:the |my |our |his |her |their )?${MESSENGER}\\b(?! (?:number|account|group) (?:of|is not|was))`,
      `\\b${MESSENGER} ?(?:number|no|support|line|contact|id|username|handle|group|channel)?\\.? ?(?:is )?[:=@+-]`,
      `\\b${MESSENGER} (?:me|us|him|her)\\b|\\btext ?\\+ ?\\(?\\d|\\b(?:chat\\.whatsapp\\.com|wa\\.me|t\\.me)\\/`,
    ],
  },
];
