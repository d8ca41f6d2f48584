/** The address that a template makes of a value, encoded; undefined unless it is https and the value can never choose the host. */
export function leadsTo(template: string, value: string): string | undefined {
  const [before = "", after = ""] = template.split("{value}");
  if (!/^https:\/\/[a-z0-9.-]+(?::\d{1,5})?\//i.test(before) || !URL.canParse(before)) return undefined;
  const made = `${before}${encodeURIComponent(value.toWellFormed())}${after}`;
  return URL.canParse(made) && new URL(made).origin === new URL(before).origin ? made : undefined;
}
