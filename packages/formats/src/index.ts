export * from './plan-format.js';
export * from './source/source-text.js';
