/** What a model is asked. */
export interface ModelRequest {
  system: string;
  user: string;
  /** JSON schema of the answer. */
  schema: Record<string, unknown>;
  /** Tokens of the answer, at most. */
  output: number;
}

export interface ModelAnswer {
  text: string;
  /** Whether it came to its end by itself. */
  whole: boolean;
  /** Tokens; null where the server does not say. */
  usage: ModelUsage | null;
}

export interface ModelUsage {
  input: number;
  output: number;
}

export const MODEL_FAILURES = [
  "timeout",
  "rate_limited",
  "quota",
  "unavailable",
  "refused",
  "too_long",
  "bad_answer",
] as const;
export type ModelFailureCode = (typeof MODEL_FAILURES)[number];

/** A model that gave no answer. The text is the desk's own: what a server says may hold what it was sent. */
export class ModelFailure extends Error {
  override readonly name = "ModelFailure";
  readonly code: ModelFailureCode;
  /** Whether the server may have done the work, and so may charge for it. */
  readonly charged: boolean;

  constructor(code: ModelFailureCode, message: string, { charged = false }: { charged?: boolean } = {}) {
    super(message);
    this.code = code;
    this.charged = charged;
  }
}

/** A language model behind a port: asked, it answers, and does nothing else. */
export interface Model {
  readonly name: string;
  /** Throws a ModelFailure, and nothing else. */
  ask(request: ModelRequest): Promise<ModelAnswer>;
}
