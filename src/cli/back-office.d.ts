/** The reference back office, which is plain JavaScript so that anybody can read it. */
declare module "*/back-office/server.mjs" {
  export interface BackOfficeOrder {
    type: string;
    data: {
      action: string;
      account: string;
      incident: string;
      by: string | null;
      reason: string | null;
      attempt: number;
    };
  }
  export type Behaviour = "confirmed" | "accepted" | "refused" | "down" | "slow";
  export function secrets(list: string): Buffer[];
  export function backOffice(options: {
    keys: Buffer[];
    /** Where the desk listens; asked for when something is to be said to it. */
    desk?(): string | undefined;
    behave?(order: BackOfficeOrder): Behaviour;
    now?(): number;
    log?(line: unknown): void;
  }): {
    server: import("node:http").Server;
    accounts: Map<string, { frozen: boolean; freezes: number; restores: number }>;
    actions: Map<string, string>;
    confirm(action: string, type: string): Promise<Response>;
    signIn(token: string, account: string): Promise<Response>;
    tell(type: string, data: object): Promise<Response>;
  };
}
