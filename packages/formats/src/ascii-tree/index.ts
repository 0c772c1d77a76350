import type { PlanFormat } from '../plan-format.js';
import { editAsciiTreeStatus } from './edit-status.js';
import { parseAsciiTree } from './parse.js';
import { readTrees } from './read-trees.js';

/** Trees drawn with `├──` or `|--`: tasks with hours below the agent who does them. */
export const asciiTree: PlanFormat = {
  name: 'ascii-tree',
  title: 'ASCII trees of tasks',
  // Any text file may hold a tree: such documents are listed by name.
  matchesPath: () => false,
  matchesContent: (source) => {
    if (!/[├└╰┣┗╠╚]|[|+`\\]-{1,3}\s/.test(source.text)) return 0; // much cheaper than reading every line
    const rows = readTrees(source);
    // Many documents draw their lists once more as a tree; hours are what makes the tree the plan.
    return rows.some(({ head }) => head.duration?.readable) ? 0.6 : rows.length > 0 ? 0.3 : 0;
  },
  parse: parseAsciiTree,
  editStatus: editAsciiTreeStatus,
};
