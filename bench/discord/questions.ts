/** Questions that one article each answers, so that an answer names its question. */
export const QUESTIONS: [article: string, text: string][] = [
  ["FEE-01", "what are your trading fees"],
  ["TWO-01", "how do i change my authenticator app"],
  ["NET-01", "which networks can usdt arrive by"],
  ["DOC-01", "how long does identity verification take"],
  ["KEY-01", "where do i create an api key"],
  ["TAX-01", "can i download a yearly tax statement"],
];
