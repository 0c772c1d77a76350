/**
 * Does `work` with everything that is written to stdout meanwhile going to stderr: plugins of a workspace may print
 * while Nx makes the graph, and stdout is for the plan alone.
 */
export async function withoutStdout<T>(work: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  try {
    return await work();
  } finally {
    stdout.write = write;
  }
}
