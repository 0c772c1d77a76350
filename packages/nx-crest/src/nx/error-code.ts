/** `ENOENT`, `EACCES` …: what the system calls an error; `undefined` for errors of other kinds. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
