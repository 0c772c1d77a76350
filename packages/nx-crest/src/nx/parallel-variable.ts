/** Tells a batch how many tasks may run at once: `--parallel` does not reach it otherwise. */
export const PARALLEL_VARIABLE = 'CREST_PARALLEL';
