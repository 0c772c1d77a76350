/**
 * Calls `then` with what a CommonJS file exports, right after somebody has loaded it for the first time; never, where nobody
 * does. The file is not loaded for that: Nx's modules read the environment when they are loaded, and Nx's `bin` completes the
 * environment (`.env`, `NX_CACHE_DIRECTORY`) before it loads them. Nor is anything loaded that this command would not need.
 *
 * *Source*: Node's `require.extensions`, which every CommonJS file goes through, also one that `import()` asked for. It is
 * deprecated since Node 0.10 and locked against change for as long, because half the world's transpilers hang on it.
 */
export function afterLoading(requireThere: NodeJS.Require, file: string, then: (exports: unknown) => void): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  const { extensions } = requireThere;
  const stock = extensions['.js'];
  const watching: typeof stock = (module, filename) => {
    stock(module, filename);
    if (filename !== file) return;
    // Where a transpiler has wrapped this function meanwhile, it stays: unwrapping would take that one out, too.
    if (extensions['.js'] === watching) extensions['.js'] = stock;
    then(module.exports);
  };
  extensions['.js'] = watching;
}
