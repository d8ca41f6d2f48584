import { getPublicSuffix } from "tldts";
import type { GuardConfig } from "./config.ts";

interface Complaint {
  path: PropertyKey[];
  message: string;
  next?: string;
}

/** What is wrong with the guard's part although each value is in its bounds. */
export function guardComplaints({ domains, allow, staff, thresholds }: GuardConfig): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [key, hosts] of Object.entries({ domains, allow })) {
    hosts.forEach((host, i) => {
      if (getPublicSuffix(host, { allowPrivateDomains: true }) !== host) return;
      const message = `${host} is a suffix below which anybody can have a site`;
      complaints.push({ path: [key, i], message, next: `Name your own, such as example.${host}.` });
    });
  }
  const steps = ["flag", "hold", "delete", "timeOut"] as const;
  steps.slice(1).forEach((step, i) => {
    const before = steps[i] ?? step;
    if (thresholds[step] >= thresholds[before]) return;
    const message = `"${step}" ${thresholds[step]} is below "${before}" ${thresholds[before]}`;
    complaints.push({
      path: ["thresholds", step],
      message,
      next: "Each action needs at least the score of a milder one.",
    });
  });
  const owners = new Map<string, string>();
  staff.forEach(({ name, accounts }, i) => {
    accounts.forEach((account, k) => {
      const other = owners.get(account);
      if (other !== undefined)
        complaints.push({ path: ["staff", i, "accounts", k], message: `${account} is ${other}'s account already` });
      owners.set(account, name);
    });
  });
  return complaints;
}
