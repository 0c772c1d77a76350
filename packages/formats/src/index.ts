/** Planning documents to plans, with source positions; status edits back to text. No disk, no clock. */
export { parseDuration, type ParsedDuration } from './duration/parse-duration.js';
export { detectFormat, rateFormats, type FormatRating } from './detect-format.js';
export { convertPlan, writers, type ConvertedPlan } from './convert.js';
export { parseDocument, type ReadDocument } from './parse-document.js';
export { parseFolder, type ReadFolder } from './parse-folder.js';
export { addNote, setStatus, type ChangedDocument } from './set-status.js';
export { decodeDocument, type DecodedDocument } from './source/decode-document.js';
export { readJson, type JsonDocument, type JsonNode } from './json/read-json.js';
export { readSource, type ReadSource } from './source/read-source.js';
export { formats } from './formats.js';
export type { PlanDocument, ReadOptions } from './choose-format.js';
export type { ParsedDocument, NoteChange, PlanFormat, StatusChange, StatusEdit, TextEdit } from './plan-format.js';
export type { SourceText } from './source/source-text.js';
export { documentUnits, type DocumentUnit } from './document-units.js';
