import type { FileMention } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';

// A back-ticked token, else a run without blanks, backticks and East Asian punctuation. Alternatives cannot overlap.
const TOKEN = /`([^`\n]+)`|[^\s`、，。；：（）「」]+/g;
const LINE_SUFFIX = /:\d+(?:[-–:]\d+)?$/;
const EXTENSION = /\.[A-Za-z][A-Za-z0-9]{0,9}$/;
/** Endings of names without a folder that are files, not `object.method`. */
const FILE_ENDINGS =
  /\.(?:[cm]?[jt]sx?|json[c5]?|ya?ml|toml|md|mdx|html?|s?css|less|vue|svelte|py|rb|go|rs|java|kts?|cs|cpp|cc|h|hpp|c|php|swift|sql|prisma|graphql|proto|sh|ps1|txt|csv|xml|svg|png|env|lock|ini|cfg|conf|tf|dart|ex|exs|lua)$/i;

/**
 * The files that a stretch of one line names, each once, as written. A path has no blank and no `* { } < > $ |`; it is no URL;
 * and it ends in an extension (`src/a.ts`), in `/` below another folder name (`src/crd/`), or is, in backticks, a bare
 * file name with a usual ending (`README.md`). Punctuation behind it and line numbers (`a.ts:12-40`) are cut off.
 *
 * *Units*: offsets into `SourceText.text`. *Complexity*: O(length).
 */
export function findFiles(source: SourceText, start: number, end: number): readonly FileMention[] {
  const text = source.text.slice(start, end);
  if (!text.includes('/') && !text.includes('`')) return [];
  const found = new Map<string, FileMention>();
  for (const token of text.matchAll(TOKEN)) {
    const quoted = token[1];
    if (quoted === undefined && !token[0].includes('/')) continue; // most words, cheaply
    const { path, skipped } = trimToken(quoted ?? token[0]);
    if (!isPath(path, quoted !== undefined) || found.has(path)) continue;
    const at = start + token.index + skipped + (quoted === undefined ? 0 : 1);
    found.set(path, { path, span: source.spanAt(at, at + path.length) });
  }
  return [...found.values()];
}

function trimToken(token: string): { readonly path: string; readonly skipped: number } {
  let start = 0;
  while (start < token.length && '("\'*_~[<'.includes(token[start] ?? '')) start++;
  // "app/(auth)" and "pages/[id]" close what they opened.
  const opened = token.slice(start);
  const behind = `.,;:!?"'*~>${opened.includes('(') ? '' : ')'}${opened.includes('[') ? '' : ']'}`;
  let end = token.length;
  while (end > start && behind.includes(token[end - 1] ?? '')) end--;
  return { path: token.slice(start, end).replace(LINE_SUFFIX, ''), skipped: start };
}

function isPath(path: string, quoted: boolean): boolean {
  if (path.length < 3 || /[\s*{}<>$|=,;"'\\]|:\/\/|^www\.|^@|\.\.\.|…/.test(path)) return false;
  if (!path.includes('/')) return quoted && FILE_ENDINGS.test(path) && !path.startsWith('.');
  if (path.includes('//')) return false;
  if (path.endsWith('/'))
    return !path.startsWith('/') && /^[\w.[\]()-]+\/[\w./[\]()-]*\/$|^[\w.-]+\/$/.test(path) && quoted;
  return EXTENSION.test(path) || (quoted && /\/\.[a-z]\w*$/.test(path));
}
