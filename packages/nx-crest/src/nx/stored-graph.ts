import { utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a running daemon write its graph to the disk at the next request. Executors read the graph from there, and the
 * daemon of Nx 22 does not write what it computed in the background: a task that was reopened in its document would
 * still be the no-op of a finished one, and "succeed". It does write when the file is not the one that it wrote last.
 */
export function expireStoredGraph(workspaceDataFolder: string, now = new Date()): void {
  try {
    utimesSync(join(workspaceDataFolder, 'project-graph.json'), now, now);
  } catch {
    // There is none yet, or it is not ours to touch: nothing is expired.
  }
}
