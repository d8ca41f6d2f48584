/** Calls back soon after something changed: never inside the call that changed it, and once for many changes at the same time. */
export function watchers(started?: () => () => void) {
  const callbacks = new Set<{ onChange: () => void }>();
  let scheduled = false;
  let stop: (() => void) | undefined;

  return {
    changed() {
      if (scheduled || callbacks.size === 0) return;
      scheduled = true;
      setImmediate(() => {
        scheduled = false;
        for (const { onChange } of [...callbacks]) onChange();
      });
    },
    watch(onChange: () => void): () => void {
      const entry = { onChange };
      callbacks.add(entry);
      stop ??= started?.();
      return () => {
        callbacks.delete(entry);
        if (callbacks.size === 0) this.stop();
      };
    },
    stop() {
      stop?.();
      stop = undefined;
    },
  };
}
