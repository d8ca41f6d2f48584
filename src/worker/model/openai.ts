import OpenAI from "openai";
import { type Model, type ModelAnswer, ModelFailure, type ModelRequest } from "../../core/triage/model.ts";
import { cappedFetch, TooLong } from "./capped-fetch.ts";

export interface OpenAiModel {
  /** As OpenAI's clients take it: …/v1. */
  url: string;
  name: string;
  key: string | undefined;
  /** In milliseconds, for one question with whatever it takes to answer it. */
  deadline: number;
}

type Ask = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** What servers differ in. What one refuses, it is not asked for again. */
interface Dialect {
  format: "json_schema" | "json_object" | "none";
  limit: "max_tokens" | "max_completion_tokens";
  temperature: boolean;
}

/**
 * A model behind Chat Completions, as OpenAI, Azure, vLLM, Ollama and llama.cpp serve them. One request, one answer: retries are the
 * queue's, redirects are refused, and the deadline holds whatever the server does. Only texts that have passed the guard may be given
 * to it.
 */
export function openAiModel({ url, name, key, deadline }: OpenAiModel): Model {
  const client = new OpenAI({
    baseURL: url.replace(/\/+$/, ""),
    // The client insists on a key; a server on one's own machine needs none.
    apiKey: key ?? "none",
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: deadline,
    fetch: cappedFetch(),
    logLevel: "off",
  });
  let dialect: Dialect = { format: "json_schema", limit: "max_tokens", temperature: true };

  async function once({ system, user, schema, output }: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    const messages: Ask["messages"] = [
      { role: "system", content: system },
      { role: "user", content: user },
    ];
    const ask: Ask = { model: name, messages, stream: false, [dialect.limit]: output };
    if (dialect.temperature) ask.temperature = 0;
    if (dialect.format === "json_schema")
      ask.response_format = { type: "json_schema", json_schema: { name: "answer", strict: true, schema } };
    if (dialect.format === "json_object") ask.response_format = { type: "json_object" };
    const { choices, usage } = await client.chat.completions.create(ask, { signal });
    const choice = choices?.[0];
    const text = choice?.message?.content;
    if (typeof text !== "string") throw new ModelFailure("bad_answer", "it answered with nothing", { charged: true });
    const spent = usage && Number.isInteger(usage.prompt_tokens) && Number.isInteger(usage.completion_tokens);
    return {
      text,
      whole: choice?.finish_reason === "stop",
      usage: spent ? { input: usage.prompt_tokens, output: usage.completion_tokens } : null,
    };
  }

  return {
    name,
    async ask(request) {
      const signal = AbortSignal.timeout(deadline);
      for (;;) {
        try {
          return await raced(once(request, signal), signal);
        } catch (error) {
          const other = otherDialect(error, dialect);
          if (other === undefined) throw failureOf(error, signal);
          dialect = other;
        }
      }
    },
  };
}

/** The client hears of the signal only while it waits for headers or a body that it reads. */
function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const late = () => reject(signal.reason);
    signal.addEventListener("abort", late, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", late));
  });
}

/** How to ask a server that refuses what it was asked; undefined when that is not the reason, or nothing is left to leave out. */
function otherDialect(error: unknown, dialect: Dialect): Dialect | undefined {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const about = `${error.param ?? ""} ${error.message}`;
  if (/max_tokens|max_completion_tokens/.test(about) && dialect.limit === "max_tokens")
    return { ...dialect, limit: "max_completion_tokens" };
  if (/temperature/.test(about) && dialect.temperature) return { ...dialect, temperature: false };
  if (!/response_format|json_schema|json_object|schema|guided|grammar/i.test(about)) return undefined;
  if (dialect.format === "json_schema") return { ...dialect, format: "json_object" };
  return dialect.format === "json_object" ? { ...dialect, format: "none" } : undefined;
}

/** What went wrong, in the desk's own words. */
function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError)
    return new ModelFailure("timeout", "it did not answer in time", { charged: true });
  if (causes(error).some((it) => it instanceof TooLong))
    return new ModelFailure("bad_answer", "its answer has no end", { charged: true });
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) {
    const redirected = causes(error).some((it) => /redirect/i.test(it.message));
    if (redirected) return new ModelFailure("refused", "it sends elsewhere, which the desk does not follow");
    return error instanceof OpenAI.APIConnectionError
      ? new ModelFailure("unavailable", "it cannot be reached, or broke off", { charged: true })
      : new ModelFailure("bad_answer", "its answer cannot be read", { charged: true });
  }
  if (error.status === 429)
    return error.code === "insufficient_quota"
      ? new ModelFailure("quota", "its quota is used up")
      : new ModelFailure("rate_limited", "it is asked too often");
  if (error.code === "context_length_exceeded")
    return new ModelFailure("too_long", "the conversation is too long for it");
  if (error.status === 401 || error.status === 403) return new ModelFailure("refused", "it does not take the key");
  if (error.status >= 500) return new ModelFailure("unavailable", `it answered ${error.status}`);
  return new ModelFailure("refused", `it answered ${error.status}`);
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let it = error; it instanceof Error && found.length < 5; it = it.cause) found.push(it);
  return found;
}
