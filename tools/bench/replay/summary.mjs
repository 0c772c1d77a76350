import { basename } from 'node:path';
import { roundTo } from '../generated-plans.mjs';
import { mean, median } from '../run/statistics.mjs';

const RULES = {
  project: 'projects',
  bytes: 'static closure, bytes',
  ours: 'ours',
  imports: 'imports alone',
};
/** What tools that follow imports alone select, too, where they see it. */
const SEEN_BY_IMPORTS = new Set(['own spec file', 'barrel', 'ordinary module']);

/** @returns `{ rows, details }` of one workspace */
export function summaryOf({ commits, chosen }) {
  if (commits.length === 0) return { rows: [], details: {} };
  const groups = groupsOf(commits);
  const rows = [];
  for (const [group, takes] of groups) {
    for (const [rule, label] of Object.entries(RULES)) {
      const shares = sharesOf(commits, rule, takes);
      const name = `${group}, ${label}, ${shares.length} commits`;
      const percent = (value) => ({ value: roundTo(100 * value, 1), unit: '%' });
      rows.push(
        { name: `${name}: mean`, ...percent(mean(shares)) },
        { name: `${name}: median`, ...percent(median(shares)) },
      );
    }
  }
  return {
    rows,
    details: {
      commits: commits.length,
      from: commits.at(-1).date,
      to: commits[0].date,
      unreadConfigurations: commits.filter(({ unread }) => unread > 0).length,
      causes: Object.fromEntries(groups.map(([group, takes]) => [group, causesOf(commits, takes)])),
      missedByImports: missedByImports(commits),
      missedByRunners: missedByRunners(commits, chosen),
    },
  };
}

/** All specs; those that are executed; by the name of their configuration. */
function groupsOf(commits) {
  const names = [...new Set(commits.flatMap(({ specs }) => Object.keys(specs)))];
  const kinds = [...new Set(names.map((name) => basename(name)))].sort();
  return [
    ['all', () => true],
    ...(names.some(isTypecheck) ? [['without typecheck', (name) => !isTypecheck(name)]] : []),
    ...(kinds.length > 1 ? kinds.map((kind) => [kind, (name) => basename(name) === kind]) : []),
  ];
}

function isTypecheck(name) {
  return name.endsWith(' typecheck');
}

function sharesOf(commits, rule, takes) {
  return commits.flatMap((commit) => {
    const all = total(commit.specs, takes);
    const run = rule === 'ours' ? commit.ours.filter(({ group }) => takes(group)).length : total(commit[rule], takes);
    return all === 0 ? [] : [run / all];
  });
}

function total(counts, takes) {
  return Object.entries(counts).reduce((sum, [name, value]) => sum + (takes(name) ? value : 0), 0);
}

/** Percent of runs: `shared` lets each cause of a run count in part, `alone` counts runs that nothing else causes. */
function causesOf(commits, takes) {
  const runs = commits.flatMap(({ ours }) => ours.filter(({ group }) => takes(group)));
  const shared = {};
  const alone = {};
  for (const { causes } of runs) {
    const kinds = kindsOf(causes);
    for (const kind of kinds) shared[kind] = (shared[kind] ?? 0) + 1 / kinds.length;
    if (kinds.length === 1) alone[kinds[0]] = (alone[kinds[0]] ?? 0) + 1;
  }
  const percent = (value) => roundTo((100 * (value ?? 0)) / runs.length, 1);
  const sorted = Object.keys(shared).sort((a, b) => shared[b] - shared[a]);
  return {
    runs: runs.length,
    percent: Object.fromEntries(
      sorted.map((kind) => [kind, { shared: percent(shared[kind]), alone: percent(alone[kind]) }]),
    ),
  };
}

function kindsOf(causes) {
  return causes.length === 0 ? ['unexplained'] : [...new Set(causes.map(({ kind }) => kind))];
}

/** Runs that our keys ask for, and imports alone do not; by cause. Not each is a mistake: a widening may be needless. */
function missedByImports(commits) {
  return byKind(commits.flatMap(({ ours }) => ours.filter(({ isImported }) => !isImported)));
}

function missedByRunners(commits, chosen) {
  const asked = commits.filter(({ commit }) => chosen.has(commit));
  const judged = asked.flatMap(({ commit, ours, imports }) => {
    const { selected } = chosen.get(commit);
    const runs = ours.filter(({ group }) => selected[group] !== undefined);
    return [
      { imports, selected, runs: runs.map((run) => ({ ...run, isSelected: selected[run.group].includes(run.spec) })) },
    ];
  });
  const runs = judged.flatMap((each) => each.runs);
  const missed = runs.filter(({ isSelected }) => !isSelected);
  return {
    commits: asked.length,
    ourRuns: runs.length,
    selectedByRunners: judged.reduce((sum, { selected }) => sum + Object.values(selected).flat().length, 0),
    selectedByImports: judged.reduce((sum, { imports }) => sum + total(imports, (name) => !isTypecheck(name)), 0),
    agreeOnOurRuns: runs.filter(({ isSelected, isImported }) => isSelected === isImported).length,
    missed: missed.length,
    missedWithoutImportedCause: missed.filter(({ causes }) => !causes.some(({ kind }) => SEEN_BY_IMPORTS.has(kind)))
      .length,
    byKind: byKind(missed),
  };
}

/** Each run once for each kind of cause. */
function byKind(runs) {
  const counts = {};
  for (const { causes } of runs) for (const kind of kindsOf(causes)) counts[kind] = (counts[kind] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}
