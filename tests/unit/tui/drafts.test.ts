import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDrafts } from "../../../src/cli/tui/drafts.ts";
import { atNight, key, keys, screenText, step } from "../../harness/desk-screen.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "nightdesk-drafts-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return join(made, "drafts");
}

const fail = (error: unknown): never => {
  throw error;
};
const writing = (text: string) => atNight({}, ...keys("enter", "R"), { type: "pasted", text });

describe("drafts on the disk", () => {
  it("outlive the terminal, and say so when they are back", () => {
    const place = folder();
    const drafts = openDrafts(place, "ndk_mei_fake", fail);
    drafts.follow(writing("您好，half a sentence"));
    drafts.close();
    const found = openDrafts(place, "ndk_mei_fake", fail).load();
    expect([...found]).toEqual([["reply/7", "您好，half a sentence"]]);
    const back = atNight({}, { type: "restored", drafts: found });
    expect(screenText(back)).toContain("Drafts from before are back: T-7.");
    expect(screenText(step(back, key("r"))[0])).toContain("您好，half a sentence");
  });

  it("cannot be read by who has the disk and not the token: neither text nor ticket", () => {
    const place = folder();
    const drafts = openDrafts(place, "ndk_mei_fake", fail);
    drafts.follow(writing("freeze of account u53608"));
    drafts.close();
    const [name = ""] = readdirSync(place);
    expect(readFileSync(join(place, name), "latin1")).not.toMatch(/freeze|u53608|reply/);
    expect(name).toMatch(/^[0-9a-f]{32}\.draft$/);
    expect(openDrafts(place, "ndk_bob_fake", fail).load().size).toBe(0);
    expect(readdirSync(place)).toEqual([name]);
  });

  it("are not opened when a byte was changed, or under another ticket's name", () => {
    const place = folder();
    const drafts = openDrafts(place, "ndk_mei_fake", fail);
    drafts.follow(writing("mine"));
    drafts.close();
    const [name = ""] = readdirSync(place);
    const bytes = readFileSync(join(place, name));
    writeFileSync(join(place, `${"0".repeat(32)}.draft`), bytes);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(join(place, name), bytes);
    expect(openDrafts(place, "ndk_mei_fake", fail).load().size).toBe(0);
  });

  it("stay until the desk has the text, and go then", () => {
    const place = folder();
    const drafts = openDrafts(place, "ndk_mei_fake", fail);
    const written = writing("on its way");
    const sent = step(written, key("ctrl+s"))[0];
    drafts.follow(sent);
    drafts.close();
    expect(readdirSync(place)).toHaveLength(1);
    const ticket = sent.tickets.get(7);
    if (ticket === undefined) throw new Error("T-7 is not there");
    drafts.follow(step(sent, { type: "acted", id: "t1-1", ticket, view: null })[0]);
    drafts.close();
    expect(readdirSync(place)).toEqual([]);
  });

  it("are why quitting asks nothing", () => {
    const kept = { ...writing("half"), keepsDrafts: true };
    expect(step(step(kept, key("esc"))[0], key("q"))[1]).toEqual([{ errand: "quit" }]);
  });

  it("that cannot be written are complained of", () => {
    const place = folder();
    writeFileSync(place, "a file where the folder should be");
    const said: unknown[] = [];
    const drafts = openDrafts(place, "ndk_mei_fake", (error) => said.push(error));
    drafts.follow(writing("half"));
    drafts.close();
    expect(said).toHaveLength(1);
  });
});
