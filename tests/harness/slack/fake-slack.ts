import { onTestFinished } from "vitest";
import { startFakeSlack } from "./server.ts";

/** A workspace of Slack on loopback, which ends with the test. */
export async function fakeSlack() {
  const slack = await startFakeSlack();
  onTestFinished(slack.close);
  return slack;
}
