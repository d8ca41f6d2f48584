/** Server-sent events, both ways: https://html.spec.whatwg.org/multipage/server-sent-events.html */

export interface SseEvent {
  /** "message" when the stream does not say. */
  event: string;
  data: string;
  /** The newest id so far, which may be of an older event; empty before the first. */
  id: string;
}

/** One event as text. Data of several lines is sent as such. */
export function writeEvent({ event, data, id }: { event: string; data: string; id: string }): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `id: ${id}\nevent: ${event}\n${lines.join("")}\n`;
}

/** Says that the connection lives, and moves the reader's place on without an event. */
export const writeHeartbeat = (id: string): string => `: heartbeat\nid: ${id}\n\n`;

/**
 * Reads a stream of events that arrives in pieces, cut anywhere. Each call takes the next piece and returns the events that it
 * completed; `lastId` is where the reader was before, and an id counts only once its event is complete. Line ends may be LF, CR or CRLF,
 * also cut in the middle; comments and unknown fields are passed over.
 */
export function sseReader(lastId = ""): { push(piece: string): SseEvent[]; lastId(): string } {
  let rest = "";
  let afterCr = false;
  let id = lastId;
  let arriving = lastId;
  let event = "";
  let data: string[] = [];

  function field(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") event = value;
    else if (name === "data") data.push(value);
    else if (name === "id" && !value.includes("\0")) arriving = value;
  }

  function dispatch(): SseEvent[] {
    id = arriving;
    const complete = data.length === 0 ? [] : [{ event: event || "message", data: data.join("\n"), id }];
    event = "";
    data = [];
    return complete;
  }

  return {
    push(piece) {
      const text = afterCr && piece.startsWith("\n") ? piece.slice(1) : piece;
      if (piece !== "") afterCr = piece.endsWith("\r");
      const lines = (rest + text).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? "";
      return lines.flatMap((line) => {
        if (line === "") return dispatch();
        field(line);
        return [];
      });
    },
    lastId: () => id,
  };
}
