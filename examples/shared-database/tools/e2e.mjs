// Stands for tests that reset one database: two at once fail.
import { closeSync, openSync, rmSync } from 'node:fs';

const database = new URL('../database.lock', import.meta.url);
closeSync(openSync(database, 'wx'));
setTimeout(() => rmSync(database), 300);
