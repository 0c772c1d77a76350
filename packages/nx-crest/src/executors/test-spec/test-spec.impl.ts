import type { ExecutorContext } from '../../nx/devkit.js';
import { testSpecs } from './batch.impl.js';
import type { TestSpecOptions } from './test-spec-options.js';

/** Runs one test spec, as a batch of one does. */
export async function testSpec(options: TestSpecOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { projectName = '', targetName = '', configurationName } = context;
  const target = {
    project: projectName,
    target: targetName,
    ...(configurationName ? { configuration: configurationName } : {}),
  };
  const id = [projectName, targetName, ...(configurationName ? [configurationName] : [])].join(':');
  const hash = process.env['NX_TASK_HASH'];
  const task = { id, target, ...(hash === undefined ? {} : { hash }) };
  let success = true;
  for await (const { result } of testSpecs({ tasks: { [id]: task } }, { [id]: options }, undefined, context)) {
    process.stdout.write(result.terminalOutput);
    success &&= result.success;
  }
  return { success };
}
