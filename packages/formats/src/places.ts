/** Where planning documents lie, without their readers: what a plugin of Nx loads at every start is kept small. */
export { documentUnits, type DocumentUnit } from './document-units.js';
export { registry, type RegisteredFormat } from './registry.js';
