import type { PlanFormat } from './plan-format.js';
import { registry } from './registry.js';

/** Every planning format with its reader, in the order of the registry. */
export const formats: readonly PlanFormat[] = registry.map(({ load }) => load());
