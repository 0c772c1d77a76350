/** `crest run --help`. */
export const RUN_HELP = `Usage: crest run -t <targets...> [any option of nx run-many]
       crest run --affected -t <targets...> [any option of nx affected]
       crest run <project>:<target> [any option of nx run]

Runs targets with Nx in critical-path order: of the tasks that are ready, the one with the longest chain of work behind it
starts first. Nx does everything else: cache, daemon, output, options.

Options of its own; all others go to Nx as they are:
  --parallel=auto  choose the number of workers from the plan, the cores and what was measured
  --json <file>    write what was planned and what was measured as JSON (schema: nx-crest/schemas/run.schema.json);
                   a task's own --json goes behind "--"
  -h, --help       show this

Exit codes: 0 done, 1 a task failed, 2 bad arguments or configuration, 129, 130 or 143 interrupted
(SIGHUP, SIGINT, SIGTERM).
`;
