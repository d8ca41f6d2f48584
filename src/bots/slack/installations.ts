import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Installation, InstallationStore } from "@slack/oauth";

/** Where sealed installations lie, one for each workspace. */
export interface InstallationFiles {
  read(team: string): Promise<Uint8Array | undefined>;
  write(team: string, sealed: Uint8Array): Promise<void>;
  remove(team: string): Promise<void>;
}

const [IV, TAG] = [12, 16];

/** AES-256-GCM with a fresh IV (NIST SP 800-38D), bound to the workspace: what lies in another's place does not open. */
export function seal(text: string, key: Uint8Array, team: string): Uint8Array {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(team));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws when the key is another, or a byte was changed. */
export function open(sealed: Uint8Array, key: Uint8Array, team: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV)).setAAD(Buffer.from(team));
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
}

/** Tokens of the workspaces that are served; any other one is refused, whoever finds the page that installs. */
export function sealedInstallations(
  files: InstallationFiles,
  { key, workspaces }: { key: Uint8Array; workspaces: readonly string[] },
): InstallationStore {
  function teamOf({ team, isEnterpriseInstall }: Pick<Installation, "team" | "isEnterpriseInstall">): string {
    if (isEnterpriseInstall === true || team === undefined)
      throw new Error("an installation for a whole organisation is not served; install it to one workspace");
    if (!workspaces.includes(team.id))
      throw new Error(`the workspace ${team.id} is not served: add it to slack: oauth: workspaces: first`);
    return team.id;
  }

  return {
    async storeInstallation(installation) {
      const team = teamOf(installation as Installation);
      // A person's own token is not asked for, and would be one more to lose.
      const { user, ...kept } = installation as Installation;
      await files.write(team, seal(JSON.stringify({ ...kept, user: { id: user.id } }), key, team));
    },
    async fetchInstallation({ teamId = "" }) {
      const sealed = workspaces.includes(teamId) ? await files.read(teamId) : undefined;
      if (sealed === undefined) throw new Error(`the app is not installed to ${teamId}`);
      try {
        return JSON.parse(open(sealed, key, teamId)) as Installation<"v2", false>;
      } catch (cause) {
        throw new Error(
          `the installation of ${teamId} does not open: NIGHTDESK_SLACK_INSTALL_KEY is another, or the file was changed`,
          { cause },
        );
      }
    },
    async deleteInstallation({ teamId = "" }) {
      await files.remove(teamId);
    },
  };
}
