import { type Client, type RequestData, Routes } from "discord.js";
import { Undeliverable } from "../../core/channel.ts";
import { asFault, isDone } from "./faults.ts";
import { channelSchema, type WireChannel } from "./wire.ts";

type Method = "get" | "post" | "patch" | "put" | "delete";

/** Discord's REST interface as the desk uses it. Everything that fails throws what the outbox understands. */
export function openApi(client: Client) {
  async function call(method: Method, route: `/${string}`, data: RequestData = {}): Promise<unknown> {
    try {
      return await client.rest[method](route, data);
    } catch (error) {
      throw asFault(error);
    }
  }

  /** As `call`; what had been done before is done. */
  async function ensure(method: Method, route: `/${string}`, data: RequestData = {}): Promise<unknown> {
    try {
      return await client.rest[method](route, data);
    } catch (error) {
      if (isDone(error)) return undefined;
      throw asFault(error);
    }
  }

  return {
    call,
    ensure,
    async channel(id: string): Promise<WireChannel> {
      return channelSchema.parse(await call("get", Routes.channel(id)));
    },
    /** The channel of direct messages with a person; the same one each time. */
    async directChannel(user: string): Promise<WireChannel> {
      return channelSchema.parse(await call("post", Routes.userChannels(), { body: { recipient_id: user } }));
    },
    /** Answers an interaction; an answer that comes too late or twice is no fault. */
    async respond(interaction: { id: string; token: string }, type: number, body?: unknown): Promise<boolean> {
      try {
        await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
          body: { type, ...(body === undefined ? {} : { data: body }) },
          auth: false,
        });
        return true;
      } catch (error) {
        const fault = asFault(error);
        if (isDone(error)) return true;
        if (fault instanceof Undeliverable) return false;
        throw fault;
      }
    },
    editResponse: ({ application_id, token }: { application_id: string; token: string }, body: unknown) =>
      call("patch", Routes.webhookMessage(application_id, token, "@original"), { body, auth: false }),
    followUp: ({ application_id, token }: { application_id: string; token: string }, body: unknown) =>
      call("post", Routes.webhook(application_id, token), { body, auth: false }),
  };
}

export type Api = ReturnType<typeof openApi>;
