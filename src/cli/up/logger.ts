/** Log lines: text for people, or a JSON object each. Requests that went well are told in JSON only. */
export const logger =
  (out: NodeJS.WritableStream, json: boolean | undefined) =>
  ({ level, message, ...fields }: { level: string; message: string }): void => {
    if (!json && message === "request" && level === "info") return;
    const extra = Object.entries(fields)
      .map(([key, value]) => ` ${key}=${String(value)}`)
      .join("");
    out.write(
      json
        ? `${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`
        : `${level === "info" ? "" : `${level}: `}${message}${extra}\n`,
    );
  };
