import { printable } from '../display-text.js';
import { count, labelled, timeText } from '../plan-words.js';
import type { TextStyle } from '../text-style.js';
import type { ReportFinish, ReportSimulation } from './report-simulation.js';

/** Rows of each kind that are shown; the others are in the JSON. */
const MOST_ROWS = 5;
/** 95 % of a normal distribution lie within so many standard errors. */
const Z = 1.96;

/** When the plan ends, how likely, and which tasks decide it. */
export function simulationLines(
  simulation: ReportSimulation,
  deadlineMs: number | undefined,
  style: TextStyle,
): readonly string[] {
  const { runs, uncertainTasks, finish, criticality, uncertaintyCosts } = simulation;
  if (!finish) {
    const text =
      'nothing to simulate: no task has a spread, so every run is like the plan. Ranges such as 2-4h have one.';
    return labelled('Simulation', text, style);
  }
  const critical = criticality.slice(0, MOST_ROWS).map(({ id, share }) => `${printable(id)} ${percent(share)}`);
  const costs = uncertaintyCosts.filter(({ p80FallMs, errorMs }) => p80FallMs > Z * errorMs).slice(0, MOST_ROWS);
  const earlier = costs.map(
    ({ id, p80FallMs, errorMs }) => `${printable(id)} by ${timeText(p80FallMs)} ± ${timeText(Math.round(Z * errorMs))}`,
  );
  return [
    `${style.paint.bold('Simulation')} (${runs.toLocaleString('en')} runs, ${count(uncertainTasks, 'uncertain task')}; ± is 95 % confidence)`,
    ...labelled('Finish', finishText(finish), style),
    ...labelled('Chance', chanceText(simulation, deadlineMs), style),
    ...labelled('Most critical', `${critical.join(', ')} of the runs`, style),
    ...labelled(
      'Uncertainty',
      earlier.length === 0
        ? 'no single task moves P80 by more than chance explains'
        : `P80 would be earlier if a task surely took its median: ${earlier.join(', ')}`,
      style,
    ),
  ];
}

function finishText(finish: ReportFinish): string {
  const parts = (['p50', 'p80', 'p95'] as const).map((name) => {
    const at = finish[`${name}Ms`];
    const { lowMs, highMs } = finish.confidence[name];
    return `${name.toUpperCase()} ${timeText(at)} ± ${timeText(Math.max(highMs - at, at - lowMs))}`;
  });
  return parts.join(', ');
}

function chanceText({ plannedMs, plannedChance, deadlineChance, runs }: ReportSimulation, deadlineMs?: number): string {
  const chance = (share: number): string => `${percent(share)} ± ${Math.ceil(1000 * chanceError(share, runs)) / 10} %`;
  const planned = `${chance(plannedChance ?? 0)} to end by ${timeText(plannedMs)} as planned`;
  if (deadlineChance === null || deadlineMs === undefined) return planned;
  return `${planned}, ${chance(deadlineChance)} by the deadline at ${timeText(deadlineMs)}`;
}

/** Half the width of a 95 % confidence interval (Agresti & Coull 1998), which is not 0 for a chance of 0 or 1. */
function chanceError(share: number, runs: number): number {
  const adjusted = (share * runs + 2) / (runs + 4);
  return Z * Math.sqrt((adjusted * (1 - adjusted)) / (runs + 4));
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
