/**
 * The recorded reasons for an outcome. A trace never holds what the customer wrote: it is stored in events, which outlive an erasure.
 */
export interface Trace {
  outcome: string;
  steps: TraceStep[];
}

/** One consideration: which (`step`), how it turned out, and a sentence a person can read. */
export interface TraceStep {
  step: string;
  result: "applied" | "passed" | "skipped";
  because: string;
}

export const applied = (step: string, because: string): TraceStep => ({ step, result: "applied", because });
/** Looked at and let through: it did not decide the outcome, and says why. */
export const passed = (step: string, because: string): TraceStep => ({ step, result: "passed", because });
/** Not looked at, and why. */
export const skipped = (step: string, because: string): TraceStep => ({ step, result: "skipped", because });

const MARK = { applied: "=>", passed: "ok", skipped: "--" } as const;

/** A trace as lines of text: `=> confidence  0.91 is at least 0.70`. */
export function renderTrace(trace: Trace): string {
  const width = Math.max(0, ...trace.steps.map((step) => step.step.length));
  const lines = trace.steps.map((step) => `  ${MARK[step.result]} ${step.step.padEnd(width)}  ${step.because}`);
  return [`${trace.outcome}`, ...lines].join("\n");
}
