import type { IncomingMessage, ServerResponse } from "node:http";
import { type InstallationStore, InstallProvider } from "@slack/oauth";
import { SCOPES } from "./manifest.ts";
import { QUIET } from "./web.ts";

export interface InstallerOptions {
  clientId: string;
  clientSecret: string;
  /** Signs what goes to Slack and comes back, so that nobody finishes an installation that they did not begin. */
  stateSecret: string;
  /** Where people reach the pages, without a slash at the end. */
  url: string;
  apiUrl: string | undefined;
  store: InstallationStore;
  /** Hears that a workspace was installed, anew or again. */
  installed(team: string): void;
}

/** Relative to the address under which people reach the desk. */
export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

/** A token is asked for again after this; the library renews one that ends within two hours. */
const FRESH = 60_000;

export type Installer = ReturnType<typeof openInstaller>;

/** Installs the app to workspaces by OAuth, and keeps their tokens in force. */
export function openInstaller({
  clientId,
  clientSecret,
  stateSecret,
  url,
  apiUrl,
  store,
  installed,
}: InstallerOptions) {
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore: store,
    directInstall: true,
    logger: QUIET,
    clientOptions: {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 1 },
      timeout: 8_000,
    },
  });
  const tokens = new Map<string, { token: Promise<string>; until: number }>();

  async function ask(team: string): Promise<string> {
    const { botToken } = await provider.authorize({
      teamId: team,
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
    if (botToken === undefined) throw new Error(`the installation of ${team} has no bot token`);
    return botToken;
  }

  /** The token of a workspace, renewed where its time is up. One at a time: a refresh token is good for one use. */
  function tokenOf(team: string): Promise<string> {
    const known = tokens.get(team);
    if (known !== undefined && Date.now() < known.until) return known.token;
    const token = ask(team);
    tokens.set(team, { token, until: Date.now() + FRESH });
    token.catch(() => tokens.delete(team));
    return token;
  }

  const options = { scopes: SCOPES.map(({ scope }) => scope), redirectUri: `${url}${REDIRECT_PATH}` };

  /** Answers the two pages of an installation; false for any other. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (request.method !== "GET" || (path !== INSTALL_PATH && path !== REDIRECT_PATH)) return false;
    if (path === INSTALL_PATH) await provider.handleInstallPath(request, response, undefined, options);
    else
      await provider.handleCallback(request, response, {
        success: ({ team }) => {
          tokens.delete(team?.id ?? "");
          installed(team?.id ?? "");
          page(response, 200, `Installed to ${team?.name ?? team?.id}. You can close this page.`);
        },
        failure: (error) => page(response, 400, `Not installed: ${error.message}`),
      });
    return true;
  }

  return {
    tokenOf,
    answer,
    /** A token that Slack does not take is asked for anew with the next call. */
    renew: (team: string): void => void tokens.delete(team),
    /** The app was taken away from a workspace, or its token revoked: what is kept of it goes. */
    async forget(team: string): Promise<void> {
      tokens.delete(team);
      await store.deleteInstallation?.({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false });
    },
  };
}

/** As plain text: an error may quote what somebody put into the address. */
function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(`${text}\n`);
}
