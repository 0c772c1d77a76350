/** The smallest honest build: checks that the package loads, and copies its sources to dist. */
import { cpSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

await import(pathToFileURL('src/index.js').href);
rmSync('dist', { recursive: true, force: true });
cpSync('src', 'dist', { recursive: true });
