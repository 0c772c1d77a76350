import type { DiagnosticCode } from '@nx-crest/core';
import { STATE_FOLDER } from '../state-folder.js';

/** Where a workspace keeps its history, from its root. */
export const HISTORY_FILE = `${STATE_FOLDER}/history`;

/** Where it is kept when something is wrong with it of which the new one need know nothing. */
export const DAMAGED_FILE = `${HISTORY_FILE}.damaged`;

/** What makes a history be kept aside: it is none, or it is damaged. One that a newer crest wrote stays where it is. */
export const KEPT_ASIDE: ReadonlySet<DiagnosticCode> = new Set(['CREST308', 'CREST310']);
