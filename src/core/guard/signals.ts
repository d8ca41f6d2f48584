/** Every risk mark that the guard can find in a message. What a rule may ask for derives from this list. */
export const SIGNALS = [
  "seed_shared",
  "seed_partial",
  "key_shared",
  "key_possible",
  "address_mistyped",
  "api_secret_shared",
  "password_shared",
  "code_shared",
  "card_shared",
  "iban_shared",
  "document_shared",
  "tax_number_shared",
  "phone_shared",
  "email_shared",
] as const;
export type Signal = (typeof SIGNALS)[number];
