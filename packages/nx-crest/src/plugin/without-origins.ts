import type { EdgeOrigin } from '@nx-crest/core/model';

/** Origins that a plan can do without: those that a format infers. What a document says cannot be switched off. */
export const INFERRED_ORIGINS = ['marker', 'order', 'phase', 'wave', 'data-flow', 'project'] as const;

/** Whether a plan can do without edges of this origin. */
export function isInferredOrigin(origin: string): origin is (typeof INFERRED_ORIGINS)[number] {
  return (INFERRED_ORIGINS as readonly string[]).includes(origin);
}

/** Kinds of dependency to leave out, by the name of a format; under `*` those of every format. */
export type WithoutOrigins = Readonly<Record<string, readonly EdgeOrigin[]>>;

/** What is left out of the documents of a format. */
export function withoutOf(without: WithoutOrigins, format: string): readonly EdgeOrigin[] {
  const own = Object.hasOwn(without, format) ? without[format] : undefined;
  return [...new Set([...(without['*'] ?? []), ...(own ?? [])])];
}
