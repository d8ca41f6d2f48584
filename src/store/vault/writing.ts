import type { KeyObject } from "node:crypto";
import type { Commit, Content } from "../../core/ports.ts";
import { accountIdentity, erasedName, identitiesIn, identityOfStream, newName, streamOf } from "./names.ts";
import type { Subject, SubjectRow, Vault } from "./vault.ts";

/** The subject of a content that is there already. */
export interface ContentOwner {
  content: string;
  subject: SubjectRow;
}

/** How a batch of commits names its subjects and seals their texts. */
export interface Writing {
  nameOf(identity: string): string;
  /** The key of effects: one that names a customer does it by a keyed digest, so that it is known before they have a name. */
  keyOf(key: string): string;
  /** The subject that it is sealed for: of one that was erased, a new one without an identity. */
  seal(identity: string, content: string, text: string): { id: string; subject: string; text: string };
  /** For a content that is there already or comes in this batch; undefined when it is in neither. */
  reseal(content: string, text: string): string | undefined;
  /** Rows that are new. */
  fresh(): SubjectRow[];
}

/** Every identity that commits, and texts beside them, speak of. */
export function identitiesOf(commits: Commit[], beside: readonly Content[] = []): Set<string> {
  const found = new Set<string>(beside.map(({ subject }) => subject));
  for (const { stream, events, contents, effects, conversation, ticket, moderation, incident } of commits) {
    const named = identityOfStream(stream);
    if (named !== undefined) found.add(named);
    for (const { data } of events) for (const identity of identitiesIn(data)) found.add(identity);
    for (const { act } of effects) for (const identity of identitiesIn(act)) found.add(identity);
    for (const { subject } of contents) found.add(subject);
    if (incident?.account) found.add(accountIdentity(incident.account));
    for (const row of [conversation, ticket, incident]) if (row !== undefined) found.add(row.customer);
    if (moderation !== undefined) found.add(moderation.author);
  }
  return found;
}

export function concealedKey(key: string, { lookup }: Pick<Vault, "lookup">): string {
  const identity = identityOfStream(key);
  return identity === undefined ? key : streamOf(lookup(identity));
}

/** `known`: the rows of those identities that have one, read in the transaction that writes. */
export function writing(vault: Vault, known: SubjectRow[], owners: ContentOwner[], commits: Commit[]): Writing {
  const byLookup = new Map(known.map((row) => [row.lookup, row]));
  const byIdentity = new Map<string, Subject>();
  const fresh = new Map<string, SubjectRow>();
  let nobody: (Subject & { key: KeyObject }) | undefined;
  const owned = new Map(owners.map(({ content, subject }) => [content, subject]));
  const coming = new Map(commits.flatMap(({ contents }) => contents.map(({ id, subject }) => [id, subject] as const)));

  function make(name: string, identity: string | null): Subject & { key: KeyObject } {
    const row = vault.newSubject(name, identity);
    fresh.set(name, row);
    return { id: name, identity, key: vault.keyOf(name, row.key) };
  }

  function subjectOf(identity: string): Subject {
    const met = byIdentity.get(identity);
    if (met !== undefined) return met;
    const erased = erasedName(identity);
    const row = byLookup.get(vault.lookup(identity));
    const subject =
      erased !== undefined
        ? { id: erased, identity: null, key: null }
        : row === undefined
          ? make(newName(), identity)
          : vault.subject(row);
    byIdentity.set(identity, subject);
    return subject;
  }

  /** What staff write about someone who was erased is nobody's: a key of its own, so that no key ever takes another's place. */
  function ownerOf(identity: string): Subject & { key: KeyObject } {
    const subject = subjectOf(identity);
    const { key } = subject;
    if (key !== null) return { ...subject, key };
    nobody ??= make(newName(), null);
    return nobody;
  }

  return {
    nameOf: (identity) => subjectOf(identity).id,
    keyOf: (key) => concealedKey(key, vault),
    seal(identity, content, text) {
      const owner = ownerOf(identity);
      return { id: content, subject: owner.id, text: vault.sealContent(owner.key, content, text) };
    },
    reseal(content, text) {
      const identity = coming.get(content);
      if (identity !== undefined) return vault.sealContent(ownerOf(identity).key, content, text);
      const row = owned.get(content);
      return row?.key ? vault.sealContent(vault.keyOf(row.id, row.key), content, text) : undefined;
    },
    fresh: () => [...fresh.values()],
  };
}
