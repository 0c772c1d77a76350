/**
 * `node project-graph.mjs WORKSPACE FILE`: writes down the project graph that the workspace's own Nx finds. In a process of its
 * own, since Nx remembers for as long as a process lives what it has read.
 */
import { writeFileSync } from 'node:fs';
import { loadNx } from '../../../packages/nx-crest/dist/nx/load-nx.js';

const [workspaceRoot, file] = process.argv.slice(2);
process.chdir(workspaceRoot);
const { nx, diagnostics } = loadNx(workspaceRoot);
if (!nx) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
const { nodes, externalNodes, dependencies } = await nx.createProjectGraph();
writeFileSync(file, JSON.stringify({ nodes, externalNodes, dependencies }));
process.exit(); // Nx may hold what keeps a process alive
