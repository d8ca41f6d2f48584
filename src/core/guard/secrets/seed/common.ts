/** Words of the English list that ordinary sentences are made of: few of them stand in a phrase, many in a sentence. */
export const COMMON = new Set(
  `about above across again all also among another any anything around ask between both bring call can change check clean come
  day decide during early enough every exchange first find fix follow get give good have help high into just keep know last later
  learn leave like little live long make man many maybe more most move much must need never new next nice now number off often
  old once one online only open order other our over own pay people person phone please put quick really right same say send
  service share she should show since small some someone still stop sure take talk tell thank that them then there they thing
  this time today together top toward try turn two under until update upon use very wait want way what when where will wish with
  work world year you young card cash coin crypto account address amount balance bank confirm wallet trade token transfer
  cost message notice problem question reason ready please`.split(/\s+/),
);

/** Words of ordinary English that are on no list, or are the start of a listed word: none of them is a misspelt word of a phrase. */
export const ORDINARY = new Set(
  `the and for are was his her not but had has how its out who did why yes got let say too ago via per him she our your mine
  been from have here were with than some just over back been does done else even ever goes gone hers hold made make many more
  must near none only said sent seen soon such sure tell them then they told upon used went what whom which while would could
  should these those their there after before being because through please these also i'm im ive dont cant didnt wont isnt a i
  to is my in it of me on at be so do we he if or by an as up no go us am hi ok now can will that this when want need like know
  tried still wrong where every other since lost send help put ask use say get see new old one two day way try any all may per
  week hour hours days weeks money bank card cards cash fees fee pay paid buy sell sold app apps email mail code codes phone last wrote
  write asked using used posted shared typed entered saved stored walk words word lines line list ever four five six seven eight
  nine ten twelve checked worked works wants needs wanted needed looked called moved added says wait waited going being doing having
  left next open each both long time times into onto keep kept find found feel felt call take took give gave come came look`.split(
    /\s+/,
  ),
);
