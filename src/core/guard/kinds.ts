import type { Signal } from "./signals.ts";

interface KindOf {
  /** Where two findings overlap, the higher one stays. */
  severity: number;
  /** What stands in place of it: [[SEED_1]]. Kinds without one are kept in the text. */
  label?: string;
  /** What it is called among the entities of a message. */
  entity?: string;
  signal?: Signal;
}

const address = (entity: string) => ({ severity: 80, entity }) as const;

/** What the guard can find: how bad it is, what becomes of it, and the signal it raises. */
export const KINDS = {
  seed: { severity: 100, label: "SEED", signal: "seed_shared" },
  key: { severity: 95, label: "KEY", signal: "key_shared" },
  api_secret: { severity: 90, label: "SECRET", signal: "api_secret_shared" },
  seed_partial: { severity: 85, label: "SEED", signal: "seed_partial" },
  btc_address: address("btc_address"),
  eth_address: address("eth_address"),
  sol_address: address("sol_address"),
  trx_address: address("trx_address"),
  ltc_address: address("ltc_address"),
  doge_address: address("doge_address"),
  xrp_address: address("xrp_address"),
  xlm_address: address("xlm_address"),
  ada_address: address("ada_address"),
  ton_address: address("ton_address"),
  /** An address of Ethereum's form whose capitals contradict it: mistyped or changed, so coins sent there may be lost. */
  wrong_address: { severity: 78, entity: "wrong_address", signal: "address_mistyped" },
  tx_hash: { severity: 75, entity: "tx_hash" },
  /** 64 hexadecimal digits with no word nearby to tell a hash from a key: kept, and marked. */
  unclear_hex: { severity: 75, entity: "tx_hash", signal: "key_possible" },
  card: { severity: 70, label: "CARD", signal: "card_shared" },
  iban: { severity: 65, label: "IBAN", signal: "iban_shared" },
  /** Something long and random that the words nearby call a secret. */
  named_secret: { severity: 62, label: "SECRET", signal: "api_secret_shared" },
  password: { severity: 60, label: "PASSWORD", signal: "password_shared" },
  code: { severity: 63, label: "CODE", signal: "code_shared" },
  document: { severity: 55, label: "DOCUMENT", signal: "document_shared" },
  tax_number: { severity: 50, label: "TAX", signal: "tax_number_shared" },
  email: { severity: 45, label: "EMAIL", signal: "email_shared" },
  phone: { severity: 40, label: "PHONE", signal: "phone_shared" },
} as const satisfies Record<string, KindOf>;

export type Kind = keyof typeof KINDS;
type WithEntity = Extract<(typeof KINDS)[Kind], { entity: string }>;
export type EntityKind = WithEntity["entity"];

export const kindOf = (kind: Kind): KindOf => KINDS[kind];
