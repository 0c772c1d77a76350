/** What may be changed in a workspace, and how often. */
import { editCode, editObjects, editTypes } from './edit-code.mjs';
import { editJson } from './edit-json.mjs';
import * as files from './file-changes.mjs';
import { changePackage } from './package-changes.mjs';
import { CODE, DECLARATION, oneOf, pickFile } from './targets.mjs';

const SETUP = 'crest-mutation-setup.js';
const VITEST = [
  ...['globals: true', "environment: 'node'", "environment: 'jsdom'", 'testTimeout: 1', 'retry: 2', 'isolate: false'],
  ...[
    'mockReset: true',
    'clearMocks: true',
    'restoreMocks: false',
    'sequence: { shuffle: true }',
    "env: { NODE_ENV: 'x' }",
  ],
  ...[
    `setupFiles: ['./${SETUP}']`,
    "alias: { react: '/nowhere' }",
    'fakeTimers: { now: 0 }',
    'dangerouslyIgnoreUnhandledErrors: true',
  ],
  ...["exclude: ['**/*']", 'passWithNoTests: true', 'typecheck: { enabled: false }', 'bail: 1', 'allowOnly: false'],
];
const JEST = [
  ...['testTimeout: 1', 'resetMocks: true', "testEnvironment: 'node'", "testEnvironment: 'jsdom'", 'automock: true'],
  ...[`setupFiles: ['<rootDir>/${SETUP}']`, "moduleNameMapper: { '^(rxjs|react|graphql)$': '<rootDir>/nowhere' }"],
  ...[
    'fakeTimers: { enableGlobally: true }',
    'globals: { X: 1 }',
    'injectGlobals: false',
    "roots: ['<rootDir>/nowhere']",
  ],
  ...['transformIgnorePatterns: []', 'transform: {}', "testMatch: ['**/nothing.ts']", 'errorOnDeprecated: true'],
  ...["modulePathIgnorePatterns: ['src']", 'maxWorkers: 1', 'verbose: true', "moduleFileExtensions: ['js']", 'bail: 1'],
];
/** Comments that tools obey, and those that only move what follows. */
const COMMENTS = [
  ...['// only a comment\n', '\n\n\n', '/* istanbul ignore file */\n', '// @ts-nocheck\n', "'use strict';\n"],
  ...['// @vitest-environment node\n', '/** @jest-environment node */\n', '/** @jest-environment jsdom */\n'],
  ...[
    '/** @jsx h */\n',
    '/** @jsxImportSource preact */\n',
    '/* @vite-ignore */\n',
    '// @ts-expect-error\n',
    '#!/usr/bin/env node\n',
  ],
];

/** Kind → how often, of all; and what makes a change, or nothing where it finds nothing to change. */
const KINDS = {
  code: [24, inFile((path) => CODE.test(path) && !DECLARATION.test(path), editCode)],
  types: [8, inFile((path) => /\.[cm]?tsx?$/.test(path), editTypes)],
  comment: [5, addComment],
  configuration: [9, changeConfiguration],
  'setup file': [4, changeSetup],
  json: [12, inFile((path) => path.endsWith('.json') && !/lock/.test(path), editJson)],
  snapshot: [3, files.changeSnapshot],
  mock: [5, files.changeMock],
  data: [6, files.changeData],
  package: [9, changePackage],
  shadow: [7, files.shadow],
  convention: [8, files.addConventional],
  sibling: [4, files.addSibling],
  deleted: [6, files.deleteFile],
  renamed: [5, files.renameFile],
};

/** The names of all kinds. */
export const kindNames = Object.keys(KINDS);

/** @returns `{ kind, what, writes }`: tries until one of the kinds finds something */
export function makeChange(context) {
  const all = Object.entries(KINDS).flatMap(([kind, [weight]]) => Array(weight).fill(kind));
  for (;;) {
    const kind = oneOf(context.random, all);
    const change = KINDS[kind][1](context);
    if (change) return { kind, ...change };
  }
}

function inFile(fits, edit) {
  return (context) => {
    const path = pickFile(context, fits);
    return path && editedFile(context, path, edit);
  };
}

function editedFile({ read, random }, path, edit) {
  const found = edit(path, read(path), random);
  return found && { what: found.what, writes: [{ path, content: found.content }] };
}

function addComment(context) {
  const path = pickFile(context, (one) => CODE.test(one));
  const comment = oneOf(context.random, COMMENTS);
  return (
    path && {
      what: `${path} begins with ${JSON.stringify(comment)}`,
      writes: [{ path, content: comment + context.read(path) }],
    }
  );
}

/** What a subject is configured by, or a file that looks as if something were configured by it. */
function changeConfiguration(context) {
  const { random, read, exists, files: all } = context;
  const { configuration } = oneOf(random, context.subjects);
  const own = configuration.configFiles.filter((path) => CODE.test(path) && exists(path));
  const path =
    random() < 2 / 3
      ? oneOf(random, own)
      : oneOf(
          random,
          all.filter((one) => /config[^/]*\.[cm]?[jt]s$/.test(one)),
        );
  if (!path) return undefined;
  if (random() < 1 / 4) return editedFile(context, path, editCode);
  const additions = configuration.runner === 'vitest' ? { at: 'test', properties: VITEST } : { properties: JEST };
  const found = editObjects(path, read(path), { random, additions });
  if (!found) return undefined;
  const change = { path, content: found.content };
  const folder = configuration.root === '' ? '' : `${configuration.root}/`;
  const setup = { path: folder + SETUP, content: "throw new Error('mutated');\n" };
  return { what: found.what, writes: found.what.includes(SETUP) ? [change, setup] : [change] };
}

function changeSetup(context) {
  const { random, exists } = context;
  const { configuration } = oneOf(random, context.subjects);
  const named = configuration.files.filter((path) => !configuration.configFiles.includes(path) && CODE.test(path));
  const path = oneOf(random, named.filter(exists));
  return path && editedFile(context, path, editCode);
}
