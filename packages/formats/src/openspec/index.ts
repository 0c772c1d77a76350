import { compareDiagnostics } from '@nx-crest/core';
import { addNote } from '../checkbox/add-note.js';
import { boxCensus } from '../checkbox/census.js';
import { checkedEdit } from '../checkbox/checked-edit.js';
import { editBox } from '../checkbox/edit-box.js';
import type { ParsedDocument, PlanFormat } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { openSpecScore } from './looks-like.js';
import { parseOpenSpec } from './parse.js';
import { readOpenSpecList } from './read-list.js';
import { readMetadata } from './read-metadata.js';

const PATH = /(?:^|\/)openspec\/changes\/(?:archive\/)?[^/]+\/(?:tasks\.md|\.openspec\.yaml)$/;

function matchesPath(path: string): boolean {
  return PATH.test(path.replaceAll('\\', '/'));
}

function isMetadata({ path }: SourceText): boolean {
  return path.endsWith('.openspec.yaml');
}

function parse(source: SourceText): ParsedDocument {
  if (!isMetadata(source)) return parseOpenSpec(source);
  return { plans: [], diagnostics: [...readMetadata(source).diagnostics].sort(compareDiagnostics) };
}

/** The list of a change, with what its metadata says about other changes. */
function parseTogether(sources: readonly SourceText[]): ParsedDocument {
  const metadata = sources.filter(isMetadata).map(readMetadata);
  const outside = metadata.flatMap((one) => one.outside);
  const lists = sources.filter((source) => !isMetadata(source)).map(parseOpenSpec);
  const diagnostics = [...metadata, ...lists].flatMap((one) => one.diagnostics);
  const plans = lists.flatMap((one) => one.plans);
  return {
    plans: outside.length > 0 ? plans.map((plan) => ({ ...plan, outside })) : plans,
    diagnostics: diagnostics.sort(compareDiagnostics),
  };
}

/** OpenSpec's `openspec/changes/<change>/tasks.md`: sections with `1.1` boxes, and `.openspec.yaml` beside it. */
export const openSpec: PlanFormat = {
  name: 'openspec',
  title: 'OpenSpec tasks.md',
  matchesPath,
  matchesContent(source) {
    const score = openSpecScore(source);
    // The folder is OpenSpec's own: there any box is one of its tasks.
    return matchesPath(source.path) && boxCensus(source.text).boxes > 0 ? Math.max(score, 0.6) : score;
  },
  parse,
  parseTogether,
  editStatus(source, change) {
    const { entries, ids } = readOpenSpecList(source);
    const found = editBox(entries, ids, change, { todo: ' ', done: 'x', deferred: '~' });
    return checkedEdit(source, found, change, readOpenSpecList);
  },
  editNote(source, change) {
    const { entries, ids } = readOpenSpecList(source);
    return addNote(source, entries, ids, change);
  },
};
