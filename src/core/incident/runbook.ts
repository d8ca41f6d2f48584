import { z } from "zod";

/** NIST SP 800-61 r2, section 3: the phases of an incident. What is prepared before stands in the how-to pages. */
export const PHASES = ["analyse", "contain", "eradicate", "recover", "learn"] as const;
type Phase = (typeof PHASES)[number];

const taskSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as sign-out"),
  phase: z.enum(PHASES),
  role: z.string().min(1).max(40).describe("Who does it, such as incident lead."),
  task: z.string().min(1).max(200),
});
/** Something to do in an incident, by whom. */
export type Task = z.output<typeof taskSchema>;

const task = (id: string, phase: Phase, role: string, what: string): Task => ({ id, phase, role, task: what });

const DEFAULT: Task[] = [
  task("freeze", "contain", "responder", "Freeze the account, before anything is asked."),
  task(
    "sign-out",
    "contain",
    "responder",
    "See that sessions, API keys and connected apps were ended with the freeze.",
  ),
  task(
    "intake",
    "analyse",
    "responder",
    "Ask when it was noticed, what moved, the amount and network, and the last sign-in that was theirs.",
  ),
  task(
    "identify",
    "analyse",
    "responder",
    "Have the customer sign in through a link; never take a password or a code.",
  ),
  task("scope", "analyse", "incident lead", "Look at linked incidents: is this one customer, or many?"),
  task(
    "trace",
    "contain",
    "investigator",
    "Report addresses and transactions to the other exchanges and to blockchain analysis.",
  ),
  task(
    "cause",
    "eradicate",
    "investigator",
    "Find how they got in, and close that: e-mail, SIM, malware, a shared phrase.",
  ),
  task("authorities", "analyse", "compliance", "Decide on reports: regulator, police, suspicious activity."),
  task(
    "second-factor",
    "recover",
    "responder",
    "Before the restore: a new password and a second factor that is not SMS.",
  ),
  task("restore", "recover", "incident lead", "Ask for the restore; two others approve it."),
  task("review", "learn", "incident lead", "Within a week: what was slow, what was missing, what changes."),
];

export const runbookSchema = z
  .array(taskSchema)
  .max(50)
  .default(DEFAULT)
  .superRefine((tasks, context) => {
    const twice = tasks.find(({ id }, i) => tasks.findIndex((it) => it.id === id) !== i);
    if (twice !== undefined) context.addIssue({ code: "custom", message: `has the id “${twice.id}” twice` });
  });
