/** Exit codes of `crest`; a stable contract. */
export const EXIT = {
  done: 0,
  /** A task failed, or there are findings. */
  findings: 1,
  /** Bad plan, configuration or arguments. */
  badInput: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
