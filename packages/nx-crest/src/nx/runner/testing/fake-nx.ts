/**
 * A package `nx` of an unknown version, as files by path: its `bin` first completes the environment and then loads the
 * orchestrator, as Nx's does. `FAKE` says what the orchestrator looks like and how the run goes.
 */
export const FAKE_NX: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "nx", "version": "99.0.0" }',
  'bin/nx.js': `
    process.env.COMPLETED = 'yes';
    console.log('argv', process.argv.slice(2).join(' '));
    if (process.env.FAKE === 'graph') process.exit(0);
    if (process.env.FAKE === 'unseen') {
      const { readFileSync } = require('node:fs');
      require.extensions['.js'] = (module, file) => module._compile(readFileSync(file, 'utf8'), file);
    }
    setImmediate(async () => {
      const { TaskOrchestrator } = require('../src/tasks-runner/task-orchestrator');
      process.exit(await new TaskOrchestrator().run());
    });`,
  'src/tasks-runner/task-orchestrator.js': `
    console.log('loaded', process.env.COMPLETED);
    const fake = process.env.FAKE;
    class TaskOrchestrator {
      constructor() {
        const task = (id) => [id, { id, target: { project: id, target: 'build' } }];
        this.taskGraph = { tasks: Object.fromEntries([task('a'), task('b')]), dependencies: {} };
        Object.assign(this, { projectGraph: { nodes: {} }, nxJson: {}, options: {}, cache: {}, tuiEnabled: false });
        this.tasksSchedule = {
          scheduledTasks: ['a', 'b'],
          init: async () => undefined,
          sortScheduledTasks: () => undefined,
          canBeScheduled: () => true,
          canBatchTaskBeScheduled: () => true,
          nextTask: (filter) => {
            const { scheduledTasks } = this.tasksSchedule;
            const index = scheduledTasks.findIndex((id) => filter(this.taskGraph.tasks[id]));
            return index < 0 ? null : this.taskGraph.tasks[scheduledTasks.splice(index, 1)[0]];
          },
        };
        if (fake === 'differs') this.completeTasks = undefined;
      }
      async init() {
        await this.tasksSchedule.init();
        this.tasksSchedule.sortScheduledTasks();
      }
      async run() {
        await this.init();
        for (let left = fake === 'forgets' ? 1 : 2; left > 0; left--) {
          const task = this.tasksSchedule.nextTask(() => true);
          console.log('ran', task.id);
          if (fake !== 'differs') await this.completeTasks([{ task, status: fake === 'fails' ? 'failure' : 'success' }]);
        }
        return fake === 'fails' ? 130 : 0;
      }
      setupSignalHandlers() {}
      async runBatch() {}
      async completeTasks() {}
      shouldCacheTaskResult() { return false; }
      async scheduleNextTasksAndReleaseThreads() {}
    }
    module.exports = { TaskOrchestrator, getThreadPoolSize: () => ({ discrete: 3 }) };
    if (fake === 'exports') delete module.exports.getThreadPoolSize;`,
};
