declare const __VERSION__: string | undefined;
declare const __BUILD__: string | undefined;

/** The version in package.json; the bundle carries it, a run from source says so. */
export const VERSION: string = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0-source";

/** Names the code that a bundle was made of; undefined in a run from source, whose code may change at any time. */
export const BUILD: string | undefined = typeof __BUILD__ === "string" ? __BUILD__ : undefined;
