/** Words that make an id's shape the name of a standard: `UTF-8`. */
export const NAMES = 'UTF|SHA|ISO|RFC|AES|HTTP|ES|MD';

/**
 * The source of an expression for ids as lists write them, in front of a title and as a dependency alike:
 * `T001`, `T002a`, `T008.1` · `2`, `2.1`, `7.3.5c`, `4.1v` · `DB-001`, `FOUNDATION-1`. The user says what may follow.
 */
export const ID_PATTERN = String.raw`(?!(?:${NAMES})-)(?:T\d+[A-Za-z]?(?:\.\d+)*|\d+(?:\.\d+)*[a-z]?|[A-Z][A-Z0-9_]*-\d+[a-z]?)`;
