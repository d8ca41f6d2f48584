import type { DeskConfig } from "../config/schema.ts";
import { type Complaint, unknown } from "../oncall/check.ts";
import { didYouMean } from "../problem.ts";

/** What the schema cannot see of the rules: names that nothing stands behind, or that stand twice. */
export function ruleComplaints({ rules, teams, people, escalation }: DeskConfig): Complaint[] {
  const names = rules.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  return [
    ...twice.map((name) => ({
      path: ["rules", names.lastIndexOf(name), "name"],
      message: `two rules are called “${name}”`,
      next: "Traces name rules: give each a name of its own.",
    })),
    ...rules.flatMap((rule, i): Complaint[] => {
      const place = ["rules", i, "do"];
      const { team, policy, notify = [] } = rule.do;
      return [
        ...(team === undefined || teams.includes(team) ? [] : [noTeam([...place, "team"], team, teams)]),
        ...(policy === undefined
          ? []
          : unknown([...place, "policy"], "escalation policy", policy, Object.keys(escalation), "escalation")),
        ...notify.flatMap((to, j) =>
          "person" in to
            ? unknown([...place, "notify", j, "person"], "person", to.person, Object.keys(people), "people")
            : [],
        ),
      ];
    }),
  ];
}

const noTeam = (path: PropertyKey[], team: string, teams: readonly string[]): Complaint => ({
  path,
  message: `there is no team ${JSON.stringify(team)}`,
  next: didYouMean(team, teams) ?? `Teams: ${teams.join(", ")}.`,
});

/** Macros that rules send and nobody has written. */
export const macroComplaints = ({ rules }: Pick<DeskConfig, "rules">, macros: readonly string[]): Complaint[] =>
  rules.flatMap(({ do: { macro } }, i) =>
    macro === undefined ? [] : unknown(["rules", i, "do", "macro"], "macro", macro, [...new Set(macros)], "macros"),
  );
