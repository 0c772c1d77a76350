import { STATE_FOLDER } from '../state-folder.js';

/** Where a workspace keeps its history, from its root. */
export const HISTORY_FILE = `${STATE_FOLDER}/history`;
