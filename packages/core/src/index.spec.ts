import * as core from './index.js';

describe('@nx-crest/core', () => {
  it('exports these names and no others', () => {
    expect(Object.keys(core).sort()).toEqual([
      'DEFAULT_ESTIMATE',
      'DIAGNOSTICS',
      'EDGE_ORIGINS',
      'HOUR',
      'MINUTE',
      'NO_WAVE',
      'NO_WORKER',
      'TASK_ID_PATTERN',
      'WORKDAY',
      'WORKWEEK',
      'analyzeGraph',
      'barrierMakespan',
      'buildTaskGraph',
      'compareDiagnostics',
      'criticalPath',
      'dependenciesOf',
      'diagnostic',
      'formatDuration',
      'hasErrors',
      'levels',
      'listSchedule',
      'makespanLowerBound',
      'makespanUpperBound',
      'milliseconds',
      'neighbours',
      'planGraph',
      'sweepWorkers',
      'totalWork',
      'transitiveReduction',
      'uniqueIds',
      'validateSchedule',
      'waveMembers',
      'waves',
      'width',
    ]);
  });
});
