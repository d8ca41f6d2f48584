import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { type Beat, beat, type Pulse, wellPulse } from "../../../src/core/heartbeat/heartbeat.ts";
import { renderProblem } from "../../../src/core/problem.ts";

const SECOND = 1_000;
const TIMING = { after: 120 * SECOND, repeat: 900 * SECOND };
const silent: Beat = { ok: false, because: "it does not answer" };

/** What is told, as "silent 120" after so many seconds. */
function play(beats: [second: number, beat: Beat][]): string[] {
  let pulse: Pulse = wellPulse;
  return beats.flatMap(([second, found]) => {
    const next = beat(pulse, found, second * SECOND, TIMING);
    pulse = next.pulse;
    return next.tell === null ? [] : [`${next.tell.what} ${second} ${next.tell.id}`];
  });
}

test("silence is told once it has lasted, again after a while, and its end too", () => {
  expect(
    play([
      [0, { ok: true }],
      [30, silent],
      [149, silent],
      [150, silent],
      [180, silent],
      [1_050, silent],
      [1_080, { ok: true }],
      [1_110, { ok: true }],
    ]),
  ).toEqual(["silent 150 heartbeat:30000/1", "silent 1050 heartbeat:30000/2", "back 1080 heartbeat:30000/back"]);
});

test("a short silence is nobody's business", () => {
  expect(
    play([
      [0, silent],
      [119, silent],
      [120, { ok: true }],
      [150, silent],
      [269, silent],
    ]),
  ).toEqual([]);
});

test("a heartbeat that would reach nobody is refused with its place", () => {
  const told = parseConfig(
    `desk: { name: B }
paging:
  webhooks: { phone: { url: "https://gateway.example/page" } }
  heartbeat: { reach: [{ webhook: phon }, { mail: a@example.org }], ping: switch }`,
    "nightdesk.yaml",
  ).problems.map(renderProblem);
  expect(told).toEqual([
    'nightdesk.yaml:4:35: there is no webhook "phon". Did you mean "phone"?',
    "nightdesk.yaml:4:43: mail has no server to go through. Set `paging.mail`.",
    'nightdesk.yaml:4:75: there is no webhook "switch". Known: phone.',
  ]);
});
