import { colourOf, parseRgb, type Rgb } from "./colours.ts";
import type { Role } from "./line.ts";
import type { Theme } from "./theme.ts";

export const ROLES = ["p0", "p1", "p2", "p3", "ok", "warn", "bad", "accent", "dim"] as const satisfies Role[];

/** The Okabe–Ito palette, which people with any colour vision can tell apart; the same role at each depth. */
const DARK: Theme = {
  p0: { basic: 91, indexed: 202, rgb: [230, 97, 20] },
  p1: { basic: 33, indexed: 214, rgb: [230, 159, 0] },
  p2: { basic: 36, indexed: 74, rgb: [86, 180, 233] },
  p3: { basic: 37, indexed: 247, rgb: [160, 160, 160] },
  ok: { basic: 96, indexed: 79, rgb: [64, 190, 160] },
  warn: { basic: 93, indexed: 221, rgb: [240, 228, 66] },
  bad: { basic: 91, indexed: 202, rgb: [230, 97, 20] },
  accent: { basic: 94, indexed: 75, rgb: [86, 180, 233] },
  dim: { basic: 90, indexed: 244, rgb: [135, 135, 135] },
};

/** The same hues, dark enough to be read on white. */
const LIGHT: Theme = {
  p0: { basic: 31, indexed: 130, rgb: [163, 59, 0] },
  p1: { basic: 33, indexed: 94, rgb: [133, 84, 0] },
  p2: { basic: 34, indexed: 25, rgb: [0, 99, 158] },
  p3: { basic: 30, indexed: 240, rgb: [85, 85, 85] },
  ok: { basic: 36, indexed: 23, rgb: [0, 107, 84] },
  warn: { basic: 35, indexed: 58, rgb: [109, 90, 0] },
  bad: { basic: 31, indexed: 130, rgb: [163, 59, 0] },
  accent: { basic: 34, indexed: 25, rgb: [0, 82, 158] },
  dim: { basic: 90, indexed: 242, rgb: [100, 100, 100] },
};

const bright = (rgb: Rgb, basic: number) => ({ ...colourOf(rgb), basic });

/** For black: every role far above what WCAG asks of the strictest level. */
const HIGH_CONTRAST: Theme = {
  p0: bright([255, 150, 90], 91),
  p1: bright([255, 196, 84], 93),
  p2: bright([150, 216, 255], 96),
  p3: bright([255, 255, 255], 97),
  ok: bright([110, 255, 212], 92),
  warn: bright([255, 255, 110], 93),
  bad: bright([255, 150, 90], 91),
  accent: bright([160, 214, 255], 96),
  dim: bright([226, 226, 226], 37),
};

const MONO: Theme = {
  p0: null,
  p1: null,
  p2: null,
  p3: null,
  ok: null,
  warn: null,
  bad: null,
  accent: null,
  dim: null,
};

export const THEMES = { default: DARK, light: LIGHT, "high-contrast": HIGH_CONTRAST, mono: MONO } as const;
export type ThemeName = keyof typeof THEMES;

const isTheme = (name: string): name is ThemeName => Object.hasOwn(THEMES, name);
const isRole = (name: string): name is Role => ROLES.some((it) => it === name);

/** Reads theme.json: `{"theme": "light", "p0": "#b00020", "dim": null}`. A complaint for what cannot be meant. */
export function parseTheme(text: string): { ok: true; theme: Theme } | { ok: false; complaint: string } {
  const no = (complaint: string) => ({ ok: false, complaint }) as const;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return no(error instanceof Error ? error.message : String(error));
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    return no('it has to look like {"theme": "light", "p0": "#b00020"}');
  const { theme: name = "default", ...roles } = read as Record<string, unknown>;
  if (typeof name !== "string" || !isTheme(name))
    return no(`there is no theme ${JSON.stringify(name)}; there are ${Object.keys(THEMES).join(", ")}`);
  const theme: Theme = { ...THEMES[name] };
  for (const [role, colour] of Object.entries(roles)) {
    if (!isRole(role)) return no(`there is no role “${role}”; there are ${ROLES.join(", ")}`);
    const rgb = typeof colour === "string" ? parseRgb(colour) : undefined;
    if (colour !== null && rgb === undefined) return no(`“${role}” needs a colour such as "#1f6feb", or null`);
    theme[role] = rgb === undefined ? null : colourOf(rgb);
  }
  return { ok: true, theme };
}
