import { COMMAND_LINE_MESSAGES } from './messages/command-line.js';
import { DOCUMENT_MESSAGES } from './messages/document.js';
import { FORMAT_MESSAGES } from './messages/formats.js';
import { GRAPH_MESSAGES } from './messages/graph.js';
import { TEST_SPEC_MESSAGES } from './messages/test-specs.js';
import { WORKSPACE_MESSAGES } from './messages/workspace.js';

/**
 * Every diagnostic: its severity, its name, what is wrong, what to do. The one place with their words, in a file for each
 * hundred: 1xx the graph · 2xx the document · 3xx workspace and configuration · 4xx the command line · 5xx test specs.
 */
export const DIAGNOSTICS = {
  ...GRAPH_MESSAGES,
  ...DOCUMENT_MESSAGES,
  ...FORMAT_MESSAGES,
  ...WORKSPACE_MESSAGES,
  ...COMMAND_LINE_MESSAGES,
  ...TEST_SPEC_MESSAGES,
} as const;
