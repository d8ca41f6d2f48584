import { describe, expect, it } from "vitest";
import { watchers } from "../../../src/store/watchers.ts";

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("watchers", () => {
  it("call back once for many changes, and not inside the change", async () => {
    const watching = watchers();
    let calls = 0;
    watching.watch(() => calls++);
    for (let i = 0; i < 10; i++) watching.changed();
    expect(calls).toBe(0);
    await soon();
    expect(calls).toBe(1);
    watching.changed();
    await soon();
    expect(calls).toBe(2);
  });

  it("stop one by one, the same callback twice as well", async () => {
    const watching = watchers();
    let calls = 0;
    const count = () => calls++;
    const stops = [watching.watch(count), watching.watch(count)];
    stops[0]?.();
    stops[0]?.();
    watching.changed();
    await soon();
    expect(calls).toBe(1);
  });

  it("listen to the outside only while somebody watches", () => {
    const heard: string[] = [];
    const watching = watchers(() => {
      heard.push("listening");
      return () => heard.push("stopped");
    });
    const stops = [watching.watch(() => {}), watching.watch(() => {})];
    for (const stop of stops) stop();
    watching.watch(() => {});
    watching.stop();
    expect(heard).toEqual(["listening", "stopped", "listening", "stopped"]);
  });
});
