import { formatAmount, type AmountUnit } from '../format-amount.js';

/** 1xx: what is wrong with the graph and what there is to schedule with. */
export const GRAPH_MESSAGES = {
  CREST101: {
    severity: 'error',
    name: 'duplicate-id',
    message: (a: { id: string; renamed: string }) => `task id "${a.id}" is used twice; read here as "${a.renamed}"`,
    hint: (_: { id: string; renamed: string }) => 'Give one of the two tasks another id.',
  },
  CREST102: {
    severity: 'error',
    name: 'unknown-dependency',
    message: (a: { id: string; on: string; suggestion?: string | undefined }) =>
      `task "${a.id}" depends on "${a.on}", which no task defines`,
    hint: (a: { id: string; on: string; suggestion?: string | undefined }) =>
      a.suggestion ? `Did you mean "${a.suggestion}"?` : 'Add the task, or remove the dependency.',
  },
  CREST103: {
    severity: 'error',
    name: 'self-dependency',
    message: (a: { id: string }) => `task "${a.id}" depends on itself`,
    hint: (_: { id: string }) => 'Remove the dependency.',
  },
  CREST104: {
    severity: 'error',
    name: 'cycle',
    message: (a: { path: readonly string[] }) => `tasks wait for each other: ${a.path.join(' → ')}`,
    hint: (_: { path: readonly string[] }) => 'Remove one of these dependencies ("a → b" reads: a waits for b).',
  },
  CREST105: {
    severity: 'warning',
    name: 'depends-on-dropped',
    message: (a: { id: string; on: string; status: string }) =>
      `task "${a.id}" depends on "${a.on}", which is ${a.status}`,
    hint: (_: { id: string; on: string; status: string }) =>
      'Only a done task satisfies a dependency: remove it, or reopen the task.',
  },
  CREST106: {
    severity: 'error',
    name: 'missing-capacity',
    message: (a: { id: string; resource: string; amount: number; capacity: number; unit?: AmountUnit | undefined }) =>
      `task "${a.id}" needs ${formatAmount(a.amount, a.unit)} of "${a.resource}", of which there ${a.capacity === 1 ? 'is' : 'are'} ${formatAmount(a.capacity, a.unit)}`,
    hint: (a: { id: string; resource: string; amount: number; capacity: number; unit?: AmountUnit | undefined }) =>
      `Give "${a.resource}" a capacity of ${formatAmount(a.amount, a.unit)} or more, or the task a smaller need.`,
  },
  CREST107: {
    severity: 'error',
    name: 'missing-worker',
    message: (a: { id: string; worker: number; workers: number }) =>
      `task "${a.id}" is bound to worker ${a.worker}, but there are ${a.workers} workers, counted from 0`,
    hint: (_: { id: string; worker: number; workers: number }) => 'Plan with more workers, or bind it to another.',
  },
  CREST108: {
    severity: 'error',
    name: 'running-overload',
    message: (a: { resource: string; ids: readonly string[]; amount: number; capacity: number }) =>
      `${a.ids.map((id) => `"${id}"`).join(', ')} are running and take ${a.amount} of "${a.resource}", of which there ${a.capacity === 1 ? 'is' : 'are'} ${a.capacity}`,
    hint: (a: { resource: string; ids: readonly string[]; amount: number; capacity: number }) =>
      `Check what the state says of these tasks, or give "${a.resource}" a capacity of ${a.amount}.`,
  },
} as const;
