declare const __VERSION__: string | undefined;

/** The version in package.json; the bundle carries it, a run from source says so. */
export const VERSION: string = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0-source";
