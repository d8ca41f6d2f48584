import { type ClientOptions, SimpleShardingStrategy } from "discord.js";
import type { Millis } from "../../core/time.ts";

const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 30_000;
/** A session is given up when it could not be taken up again so many times. */
const RESUMES = 3;

/** What is guarded of the library's connection (@discordjs/ws 1.2.3); "recover: 0" begins a new session. */
interface Shard {
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  onError(error: Error): void;
  /** With it the next try is a new session at the first address, not the old one at the address that it was given. */
  failedToConnectDueToNetworkError: boolean;
  onClose(code: number): Promise<void>;
  internalConnect(): Promise<void>;
  destroy(options: { reason: string; recover: 0 }): Promise<void>;
  on(event: "ready" | "resumed", heard: () => void): unknown;
}

export interface ShardPorts {
  /** Hears of a frame that could not be read. */
  malformed(error: unknown): void;
  /** Hears of a connection that did not come about, each time. */
  unreachable(error: unknown): void;
}

/**
 * The library's connections, with three guards of ours, for what it does in promises that nobody catches would end the process. A frame
 * that cannot be read is told and skipped. A connection that fails is told and tried again, at first after a second and at last every
 * half minute; the library would try twice a second, and give up the login although it goes on. What was ended stays ended.
 */
export function guardedShards(ports: ShardPorts): NonNullable<NonNullable<ClientOptions["ws"]>["buildStrategy"]> {
  class Guarded extends SimpleShardingStrategy {
    private running = { ended: false };

    override async spawn(shardIds: number[]): Promise<void> {
      this.running = { ended: false };
      await super.spawn(shardIds);
      for (const shard of (this as unknown as { shards: Map<number, Shard> }).shards.values())
        guard(shard, this.running, ports);
    }

    override async destroy(options: Parameters<SimpleShardingStrategy["destroy"]>[0]): Promise<void> {
      this.running.ended = true;
      await super.destroy(options);
    }
  }
  return (manager) => new Guarded(manager);
}

function guard(shard: Shard, running: { ended: boolean }, { malformed, unreachable }: ShardPorts): void {
  const read = shard.onMessage.bind(shard);
  const connect = shard.internalConnect.bind(shard);
  const closed = shard.onClose.bind(shard);
  let failures = 0;
  const well = () => {
    failures = 0;
  };
  shard.on("ready", well);
  shard.on("resumed", well);
  shard.onMessage = (data, isBinary) => read(data, isBinary).catch(malformed);
  shard.onError = (error) => {
    unreachable(error);
    if (failures > RESUMES) shard.failedToConnectDueToNetworkError = true;
  };
  shard.onClose = (code) => closed(code).catch(unreachable);
  shard.internalConnect = async () => {
    // The first time is at once, and so is the first after a break.
    const wait = failures < 2 ? 0 : Math.min(LONGEST, SHORTEST * 2 ** (failures - 2));
    failures += 1;
    if (wait > 0) await new Promise<void>((resolve) => setTimeout(resolve, wait).unref());
    if (running.ended) return;
    await connect().catch(async (error) => {
      unreachable(error);
      if (!running.ended) await shard.destroy({ reason: "the connection could not be begun", recover: 0 });
    });
  };
}
