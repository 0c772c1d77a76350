import type { ProjectConfiguration, TargetConfiguration } from '../nx/devkit.js';
import type { PlannedNode } from './planned-document.js';

/** What the plugin wrote into `metadata.crest` of a project: where its tasks come from. */
export interface SpecPlace {
  readonly document: string;
  readonly tag?: string;
}

/** The planning document behind a project; `undefined` for every other project. */
export function specPlace({ metadata }: Pick<ProjectConfiguration, 'metadata'>): SpecPlace | undefined {
  return (metadata as { readonly crest?: SpecPlace } | undefined)?.crest; // nobody else writes under our name
}

/** The planned task or group behind a target; `undefined` for every other target, the umbrella included. */
export function plannedNode({ metadata }: Pick<TargetConfiguration, 'metadata'>): PlannedNode | undefined {
  return (metadata as { readonly crest?: PlannedNode } | undefined)?.crest; // nobody else writes under our name
}
