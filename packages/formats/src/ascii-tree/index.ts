import type { PlanFormat } from '../plan-format.js';
import { editAsciiTreeStatus } from './edit-status.js';
import { parseAsciiTree } from './parse.js';
import { readTrees } from './read-trees.js';

/** Trees drawn with `├──` or `|--`: tasks with hours below the agent who does them. */
export const asciiTree: PlanFormat = {
  name: 'ascii-tree',
  title: 'ASCII trees of tasks',
  // Any text file may hold a tree: such documents are listed by name.
  globs: [],
  matchesPath: () => false,
  matchesContent: (source) => (readTrees(source).length > 0 ? 0.6 : 0),
  parse: parseAsciiTree,
  editStatus: editAsciiTreeStatus,
};
