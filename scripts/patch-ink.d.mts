export function patchOutput(text: string): string;
