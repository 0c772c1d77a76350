import type { EstimateSource } from '@nx-crest/core';
import { printable, wrapText } from '../display-text.js';
import { count, timeText } from '../plan-words.js';
import type { TextStyle } from '../text-style.js';
import type { RunForecast } from './forecast.js';

/** Ids of a chain that are shown; of a longer one the first and the last. */
const MOST_IDS = 4;

const HEAD = 'Planned:';

/** The forecast for people: when the run will end and why, and what that rests on. Wrapped, each line ended. */
export function forecastText(forecast: RunForecast, style: TextStyle): string {
  const executes = executingCount(forecast) > 0;
  const sentences = [`${HEAD} ${executes ? finishWords(forecast) : cacheWords(forecast)}.`, estimateWords(forecast)];
  const lines = wrapText(sentences.filter((sentence) => sentence !== '').join(' '), style.columns);
  const reason =
    forecast.workersReason === undefined || !executes ? [] : wrapText(forecast.workersReason, style.columns);
  return [
    ...lines.map((line, index) => (index === 0 ? line.replace(HEAD, style.paint.bold) : line)),
    ...reason.map(style.paint.dim),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function executingCount({ sources }: RunForecast): number {
  return Object.values(sources).reduce((sum, number) => sum + number, 0);
}

function finishWords(forecast: RunForecast): string {
  const { p50Ms, p90Ms, workers } = forecast;
  const on = workers === 0 ? '' : ` on ${count(workers, 'worker')}`;
  return `${timeText(p50Ms)} (P50) to ${timeText(p90Ms)} (P90)${on}: ${taskWords(forecast)}; ${bindingWords(forecast)}`;
}

function cacheWords({ tasks, restored }: RunForecast): string {
  if (tasks === 0) return 'nothing to execute';
  return `nothing to execute, ${count(tasks, 'task')} from the cache${doubt(tasks - restored, 'perhaps not')}`;
}

function doubt(number: number, words: string): string {
  return number === 0 ? '' : ` (${number} ${words})`;
}

/** How many execute; those of which nobody can know it yet are counted as what is likelier, and said so. */
function taskWords(forecast: RunForecast): string {
  const executing = executingCount(forecast);
  const restored = forecast.tasks - executing;
  const perhapsNot = restored - forecast.restored;
  const perhaps = forecast.undecided - perhapsNot;
  const execute = `${count(executing, 'task')} to execute${doubt(perhaps, 'perhaps from the cache')}`;
  return restored === 0 ? execute : `${execute}, ${restored} from the cache${doubt(perhapsNot, 'perhaps not')}`;
}

/** What decides the end: workers or a resource that the plan shows busy all the time, or else a chain. */
function bindingWords({ busy, workers, workMs, ...forecast }: RunForecast): string {
  switch (busy?.kind) {
    case undefined:
      return chainWords(forecast);
    case 'workers':
      return `${workers === 1 ? 'the worker is' : `${workers} workers are`} busy until the end: ${timeText(workMs)} of work`;
    case 'alone':
      return `all workers are busy, or kept free for tasks that run alone${boundWords(forecast)}`;
    case 'resource':
      return `"${printable(busy.name)}" is busy throughout${boundWords(forecast)}`;
  }
}

/** By the estimates alone: where these are uncertain, a run may end sooner. */
function boundWords({ lowerBoundMs, p50Ms }: Pick<RunForecast, 'lowerBoundMs' | 'p50Ms'>): string {
  return lowerBoundMs <= p50Ms ? `: no order takes less than ${timeText(lowerBoundMs)}` : '';
}

function chainWords({ chain, chainMs }: Pick<RunForecast, 'chain' | 'chainMs'>): string {
  if (chain.length === 0) return 'restoring takes longest';
  const left = chain.length - MOST_IDS;
  const ids = left > 0 ? [...chain.slice(0, MOST_IDS - 1), `${left} more`, ...chain.slice(-1)] : chain;
  return `critical chain ${ids.map(printable).join(' → ')}, ${timeText(chainMs)}`;
}

/** Strongest first. */
const SOURCE_PHRASES: Readonly<Record<EstimateSource, string>> = {
  override: 'set by hand',
  history: 'measured here',
  'nx-history': "from Nx's history",
  document: 'from documents',
  prediction: 'predicted',
  default: 'by default',
};

/** Where the estimates come from; rough where most of them are guesses. */
function estimateWords(forecast: RunForecast): string {
  const { sources } = forecast;
  const parts = Object.entries(SOURCE_PHRASES).flatMap(([source, phrase]) => {
    const number = sources[source as EstimateSource] ?? 0; // keys of the record above
    return number === 0 ? [] : [`${number} ${phrase}`];
  });
  if (parts.length === 0) return '';
  const guesses = (sources.prediction ?? 0) + (sources.default ?? 0);
  const rough = guesses > executingCount(forecast) / 2;
  return `${rough ? 'The estimates are rough' : 'Estimates'}: ${parts.join(', ')}.`;
}
