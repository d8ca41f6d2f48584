/** The largest answer that is read of a model, in bytes. */
const MOST = 1024 * 1024;

/**
 * A fetch that follows no redirect, which would take the key and a customer's words to somebody else, and reads no body past `most`
 * bytes.
 */
export const cappedFetch =
  (most = MOST): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "error" });
    if (response.body === null) return response;
    let size = 0;
    const cap = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        size += piece.byteLength;
        if (size > most) controller.error(new TooLong());
        else controller.enqueue(piece);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(cap), { status, statusText, headers });
  };

export class TooLong extends Error {
  override readonly name = "TooLong";
  constructor() {
    super("the answer is too long");
  }
}
