import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The functions of the product that make keys, as they are built; and what they ask the disk, asked once. */
export function product(root) {
  const require = createRequire(join(root, 'packages/nx-crest/dist/specs/spec-session.js'));
  const part = (name) => require(`./${name}.js`);
  const { specWorkspace } = part('spec-workspace');
  const { allConfigurations } = part('find-configurations');
  const { rememberedConfigurations } = part('memory/remembered-configurations');
  const { rememberedFacts } = part('memory/remembered-facts');
  const { readConfigurations } = part('read-configurations');
  const { specGraph } = part('spec-graphs');
  const { explainUnder } = part('explain-spec');
  const { specKey } = part('spec-key');
  const { lockedPackages } = part('locked-packages');
  const { installedPackages } = part('installed-packages');
  const { selectSpecs } = require('@nx-crest/analyzer/select-specs');
  const { decidingPart } = require(join(root, 'packages/analyzer/dist/closure/deciding-manifests.js'));
  return {
    ...{ specWorkspace, allConfigurations, rememberedConfigurations, rememberedFacts, readConfigurations, specGraph },
    ...{ explainUnder, specKey, lockedPackages, installedPackages, selectSpecs, decidingPart },
  };
}
