import { formatDuration, type BindingLink, type EstimateSource } from '@nx-crest/core';
import { count, timeText } from '../plan-words.js';
import { isRestored } from './measure-run.js';
import type { RunMeasured, RunReport, WorstEstimate } from './run-report.js';

/** Where an estimate comes from, behind the number. */
export const ESTIMATE_WORDS: Readonly<Record<EstimateSource, string>> = {
  override: 'set by hand',
  history: 'from earlier runs',
  'nx-history': "from Nx's history",
  document: 'from the document',
  prediction: 'predicted',
  default: 'by default',
};

/** A chain is shown by its longest links; `left` stands for so many shorter ones that are not shown. */
export type ShownLink = BindingLink | { readonly left: number };

/** Estimates are worth a word from this share of the makespan, and of what was planned, upwards. */
const NOTABLE_OF_MAKESPAN = 0.01;
const NOTABLE_OF_PLAN = 0.1;
/** From so busy cores upwards, one more task at a time mostly slows the others down. */
const BUSY = 0.9;

/** `14 executed, 26 restored`; what there is none of is left out. */
export function countWords({ executed, restored, failed, unfinished }: RunMeasured): string {
  const counts = Object.entries({ executed, restored, failed, 'not finished': unfinished });
  return counts.flatMap(([word, number]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
}

/** Where the cache answered otherwise than was planned, as a sentence behind others; empty where it did not. */
export function cacheWords({ restoredInstead, executedInstead }: RunMeasured): string {
  if (restoredInstead + executedInstead === 0) return '';
  const came = `${count(restoredInstead, 'task')} came from the cache`;
  if (executedInstead === 0) return ` Unlike planned, ${came}.`;
  if (restoredInstead === 0) return ` Unlike planned, ${count(executedInstead, 'task')} did not come from the cache.`;
  return ` Unlike planned, ${came}, and ${executedInstead} did not.`;
}

/** What was planned, and how far off it was; undefined where that cannot be said, or nothing was executed. */
export function planWords({ forecast, measured }: RunReport): { planned: string; off: string } | undefined {
  if (!forecast || measured?.outcome !== 'complete' || measured.executed === 0 || forecast.p50Ms === 0)
    return undefined;
  const { p50Ms, p90Ms } = forecast;
  const planned = p90Ms > p50Ms ? `${timeText(p50Ms)} (P50) to ${timeText(p90Ms)} (P90)` : timeText(p50Ms);
  const percent = Math.round(100 * (measured.makespanMs / p50Ms - 1));
  if (percent === 0) return { planned, off: 'as planned' };
  const than = p90Ms > p50Ms ? ' than P50' : '';
  // Something always takes some time: nothing is 100 % earlier.
  const off = percent > 0 ? `${percent} % later` : `${Math.min(99, -percent)} % earlier`;
  return { planned, off: `${off}${than}` };
}

/** At most `most` links, the longest, in the order of the chain; restored tasks are not counted. */
export function shownChain({ measured, tasks }: RunReport, most: number): readonly ShownLink[] {
  const restored = new Set(tasks.filter(isRestored).map(({ id }) => id));
  const links = (measured?.bindingChain ?? []).filter(({ id }) => !restored.has(id));
  const places = [...links.keys()].sort((a, b) => lengthOf(links[b]) - lengthOf(links[a]) || a - b);
  const kept = new Set(places.slice(0, most));
  const shown: ShownLink[] = [];
  let left = 0;
  for (const [place, link] of links.entries()) {
    if (!kept.has(place)) left++;
    else {
      if (left > 0) shown.push({ left });
      shown.push(link);
      left = 0;
    }
  }
  return left > 0 ? [...shown, { left }] : shown;
}

function lengthOf(link: BindingLink | undefined): number {
  return link ? link.finishMs - link.startMs : 0;
}

/** The worst estimates, as far as they matter. */
export function notableEstimates({ worstEstimates, makespanMs }: RunMeasured): readonly WorstEstimate[] {
  return worstEstimates.filter(({ plannedMs, measuredMs }) => {
    const error = Math.abs(measuredMs - plannedMs);
    return error >= NOTABLE_OF_MAKESPAN * makespanMs && error >= NOTABLE_OF_PLAN * plannedMs;
  });
}

/** What one more worker would have saved, with what is known against it; undefined where that is not known. */
export function oneMoreWords({ oneMoreWorkerMs, makespanMs, cpuLoad }: RunMeasured): string | undefined {
  if (oneMoreWorkerMs === null || makespanMs === 0) return undefined;
  const percent = Math.round((100 * oneMoreWorkerMs) / makespanMs);
  if (percent < 1) return `would have saved ${oneMoreWorkerMs === 0 ? 'nothing' : 'less than 1 %'}`;
  const time = formatDuration(oneMoreWorkerMs);
  const saved = `${time} (${percent} %)`;
  if (cpuLoad === null) return `would have saved ${saved} if tasks do not slow each other down`;
  const busy = `the cores were ${Math.round(100 * cpuLoad)} % busy`;
  return cpuLoad >= BUSY
    ? `would probably have saved nothing (at most ${time}), as ${busy}`
    : `would have saved ${saved}; ${busy}`;
}
