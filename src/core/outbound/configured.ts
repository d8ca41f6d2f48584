import type { DeskConfig } from "../config/schema.ts";
import { PRIORITIES } from "../ports.ts";
import type { Extra } from "./known.ts";

/** What the configuration states itself: the times until a first answer, which customers are told, and the operator's own domains. */
export const configured = ({ sla, guard }: Pick<DeskConfig, "sla" | "guard">): Extra[] => [
  ...PRIORITIES.map((priority) => ({ key: `sla.${priority}.first`, says: `${sla[priority].first / 60_000} minutes` })),
  ...guard.domains.map((host) => ({ key: "guard.domains", says: `https://${host}` })),
];
