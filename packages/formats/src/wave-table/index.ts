import type { PlanFormat } from '../plan-format.js';
import { editWaveTableStatus } from './edit-status.js';
import { hasTaskTable } from './has-task-table.js';
import { parseWaveTable } from './parse.js';

/** Plain plans: Markdown tables with ids, durations and dependencies, under wave or phase headings. */
export const waveTable: PlanFormat = {
  name: 'wave-table',
  title: 'Markdown tables of tasks',
  // Any Markdown file may hold a table: such documents are listed by name.
  matchesPath: () => false,
  matchesContent: (source) => (hasTaskTable(source) ? 0.7 : 0),
  parse: parseWaveTable,
  editStatus: editWaveTableStatus,
};
