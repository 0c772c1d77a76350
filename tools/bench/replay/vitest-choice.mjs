/** In a process of its own: which specs Vitest takes for related to changed files. Arguments: configuration, root, files as JSON. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

const [config, root, files] = argv.slice(2);
const manifest = createRequire(config).resolve('vitest/package.json');
const { createVitest } = await import(pathToFileURL(join(dirname(manifest), 'dist/node.js')).href);
const vitest = await createVitest('test', {
  ...{ root, config, watch: false, reporters: [{}], related: JSON.parse(files) },
  typecheck: { enabled: false },
});
// `getRelevantTestSpecifications` from 3 on; before, two steps.
const specifications = vitest.getRelevantTestSpecifications
  ? await vitest.getRelevantTestSpecifications()
  : await vitest.filterTestsBySource(await vitest.globTestFiles());
const paths = specifications.map((one) => one.moduleId ?? one[1]);
stdout.write(`\n${JSON.stringify(paths)}\n`, () => exit());
