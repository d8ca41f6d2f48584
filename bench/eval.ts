// npm run eval: what a responder is given with a ticket, without a model and with recorded answers of one.
import { printTable } from "./figures.ts";
import { casesIn, evaluate, exchange } from "./triage-eval/evaluate.ts";

const cases = await casesIn();
const desk = await exchange();
const [without, with_] = [await evaluate(cases, desk, false), await evaluate(cases, desk, true)];
const answered = cases.filter(({ truth }) => truth.article !== null).length;
const of = (part: number, whole: number) => `${part} of ${whole}`;
printTable(`Triage of ${cases.length} cases on the exchange's articles and rules`, [
  ["", "rules alone", "with a model's recorded answers"],
  ["severity as a responder says", of(without.severity, cases.length), of(with_.severity, cases.length)],
  ["called milder than it is", of(without.milder, cases.length), of(with_.milder, cases.length)],
  ["category", of(without.category, cases.length), of(with_.category, cases.length)],
  ["draft cites the article that answers", of(without.rightDraft, answered), of(with_.rightDraft, answered)],
  ["draft cites only others", of(without.wrongDraft, answered), of(with_.wrongDraft, answered)],
  ["no draft", of(without.noDraft, answered), of(with_.noDraft, answered)],
]);
