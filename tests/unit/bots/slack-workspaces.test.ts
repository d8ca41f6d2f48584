import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Installation } from "@slack/oauth";
import { expect, test } from "vitest";
import { createHealth } from "../../../src/bots/slack/health.ts";
import { httpReceiver } from "../../../src/bots/slack/http.ts";
import { open, seal, sealedInstallations } from "../../../src/bots/slack/installations.ts";
import { manifest } from "../../../src/bots/slack/manifest.ts";
import { sharedChannel, sharedHealth, teamOfEvent } from "../../../src/bots/slack/workspaces.ts";
import type { Channel, Outgoing } from "../../../src/core/channel.ts";

const key = new Uint8Array(32).fill(7);
const installation = (team: string) =>
  ({
    team: { id: team, name: "Borealis" },
    enterprise: undefined,
    user: { id: "U1", token: "xoxp-not-a-token", scopes: undefined },
    bot: { token: "xoxb-not-a-token", id: "B1", userId: "U2", scopes: [] },
    isEnterpriseInstall: false,
  }) as unknown as Installation<"v2", false>;

function drawer() {
  const lying = new Map<string, Uint8Array>();
  return {
    lying,
    read: async (team: string) => lying.get(team),
    write: async (team: string, sealed: Uint8Array) => void lying.set(team, sealed),
    remove: async (team: string) => void lying.delete(team),
  };
}
const query = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false as const });

test("an installation is sealed, opens for its own workspace with its own key, and is gone when it is taken away", async () => {
  const files = drawer();
  const store = sealedInstallations(files, { key, workspaces: ["T1", "T2"] });
  await store.storeInstallation(installation("T1"));
  expect(await store.fetchInstallation(query("T1"))).toMatchObject({ bot: { token: "xoxb-not-a-token" } });
  const sealed = files.lying.get("T1") ?? new Uint8Array();
  expect(Buffer.from(sealed).toString("latin1")).not.toContain("not-a-token");
  // A person's token is not kept at all.
  expect(open(sealed, key, "T1")).not.toContain("xoxp");
  files.lying.set("T2", sealed);
  await expect(store.fetchInstallation(query("T2"))).rejects.toThrow(/does not open/);
  const other = sealedInstallations(files, { key: new Uint8Array(32).fill(8), workspaces: ["T1"] });
  await expect(other.fetchInstallation(query("T1"))).rejects.toThrow(/NIGHTDESK_SLACK_INSTALL_KEY is another/);
  await store.deleteInstallation?.(query("T1"));
  await expect(store.fetchInstallation(query("T1"))).rejects.toThrow("the app is not installed to T1");
});

test("a workspace that is not served, or a whole organisation, cannot be installed", async () => {
  const files = drawer();
  const store = sealedInstallations(files, { key, workspaces: ["T1"] });
  await expect(store.storeInstallation(installation("T9"))).rejects.toThrow(/T9 is not served/);
  const whole = { ...installation("T1"), isEnterpriseInstall: true } as unknown as Installation<"v2", true>;
  await expect(store.storeInstallation(whole)).rejects.toThrow(/whole organisation/);
  expect(files.lying.size).toBe(0);
});

test("a changed byte is found, wherever it stands, and the same text never looks the same", () => {
  const text = JSON.stringify(installation("T1"));
  const sealed = seal(text, key, "T1");
  for (const at of [0, 11, 12, 27, 28, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(changed, key, "T1")).toThrow();
  }
  expect(Buffer.from(seal(text, key, "T1")).equals(Buffer.from(sealed))).toBe(false);
  const random = randomBytes(300).toString("base64");
  expect(open(seal(random, key, "T2"), key, "T2")).toBe(random);
});

test("what names a workspace goes there, what names none to the first", async () => {
  const sent: string[] = [];
  const channel = (team: string): Channel => ({
    name: "slack",
    send: async ({ thread }) => void sent.push(`${team} ${thread}`),
    card: async ({ room, thread }) => `${thread ?? room}:1.1`,
    page: async ({ to }) => void sent.push(`${team} page ${to}`),
  });
  const shared = sharedChannel(new Map(["T1", "T2"].map((team) => [team, channel(team)])), "T1");
  await shared.send({ thread: "T2/C1:1.1" } as Outgoing);
  await shared.send({ thread: "C1:1.1" } as Outgoing);
  await shared.page?.({ to: "T2/U1" } as never);
  expect(sent).toEqual(["T2 C1:1.1", "T1 C1:1.1", "T2 page U1"]);
  expect(await shared.card?.({ room: "T2/C9", thread: null } as never)).toBe("T2/C9:1.1");
  expect(await shared.card?.({ room: "#support", thread: null } as never)).toBe("T1/#support:1.1");
  await expect(shared.send({ thread: "T3/C1:1.1" } as Outgoing)).rejects.toThrow(/T3 is not one of/);
});

test("an event belongs to the workspace where the app is installed, not to its author's", () => {
  expect(teamOfEvent({ team_id: "T1", event: { user_team: "T9" } })).toBe("T1");
  expect(teamOfEvent({ team_id: "T9", authorizations: [{ team_id: "T2" }] })).toBe("T2");
  expect(teamOfEvent({ team: { id: "T3" }, user: { team_id: "T9" } })).toBe("T3");
  expect(teamOfEvent({})).toBeUndefined();
});

test("one workspace without a token is told with its name, until it has one", () => {
  const health = createHealth(
    () => undefined,
    () => 0,
  );
  const { whole, of } = sharedHealth(health);
  of("T1").dead("the app is not installed", "Install it.");
  of("T2").dead("Slack says token_revoked", "Install it.");
  of("T2").well();
  whole.up();
  expect(health.current()).toMatchObject({ state: "dead", detail: "T1: the app is not installed" });
  of("T1").well();
  expect(health.current()).toMatchObject({ state: "up" });
});

test("over HTTP the pages of an installation stand beside what Slack sends, which stays signed", async () => {
  const pages = async ({ url }: IncomingMessage, response: ServerResponse) => {
    if (url !== "/slack/install") return false;
    response.end("install");
    return true;
  };
  const server = createServer(httpReceiver("not-a-secret", pages).requestListener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await (await fetch(`${at}/slack/install`)).text()).toBe("install");
  expect((await fetch(`${at}/slack/events`, { method: "POST", body: "{}" })).status).toBe(401);
  server.close();
});

test("a manifest for several workspaces says where an installation ends, and that tokens are renewed", () => {
  const made = manifest("Borealis", { oauth: "https://desk.example/slack/oauth_redirect" });
  expect(made.oauth_config).toMatchObject({ redirect_urls: ["https://desk.example/slack/oauth_redirect"] });
  expect(made.settings.token_rotation_enabled).toBe(true);
  expect(made.settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(["tokens_revoked", "app_uninstalled"]),
  );
});
