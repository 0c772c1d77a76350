import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat } from '../plan-format.js';
import { editAgentLevelsStatus } from './edit-status.js';
import { parseAgentLevels } from './parse.js';
import { readLevels } from './read-levels.js';

/** Levels of named agents, with triggers and hand-offs. */
export const agentLevels: PlanFormat = {
  name: 'agent-levels',
  title: 'levels of agents',
  // Any text may be written like that: such documents are listed by name.
  matchesPath: () => false,
  matchesContent(source) {
    if (!/^#{1,6}[^\n]{0,12}\b(?:level|tier|layer|stage)[ \t]+\d/im.test(source.text)) return 0; // much cheaper
    const { tIds, numbered } = boxCensus(source.text);
    if (tIds + numbered > 0) return 0; // a list with ids, whatever levels it has
    const levels = readLevels(source).filter(({ rows }) => rows.length > 0);
    const rows = levels.flatMap((level) => level.rows);
    const agents = rows.filter(({ agent, stream }) => (agent ?? stream?.agent) !== undefined);
    if (levels.length < 2 || agents.length * 3 < rows.length) return 0;
    return 0.65;
  },
  parse: parseAgentLevels,
  editStatus: editAgentLevelsStatus,
};
