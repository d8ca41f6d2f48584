import type { Calibration } from "./calibration.ts";
import type { Fusion } from "./fusion.ts";

export const LEXICAL_FUSION: Fusion = [2, 4, 4, 0, 0, 0, 0];

export const withoutModel: Calibration = { means: [], deviations: [], weights: [], bias: 0 };
