/**
 * What is affected project by project: the projects in which something is touched, and all that depend on them, by the graph of the
 * newest commit. What lies in no project touches none.
 */
export function affectedProjects({ nodes, dependencies }) {
  const dependents = new Map();
  for (const [source, edges] of Object.entries(dependencies))
    for (const { target } of edges) dependents.set(target, [...(dependents.get(target) ?? []), source]);
  const roots = Object.values(nodes)
    .map(({ name, data }) => ({ name, root: data.root === '.' ? '' : data.root }))
    .filter(({ root }) => root !== '')
    .sort((a, b) => b.root.length - a.root.length);
  const ownerOf = (path) => roots.find(({ root }) => path.startsWith(`${root}/`))?.name;
  return (files) => {
    const reached = new Set(files.map(ownerOf).filter((name) => name !== undefined));
    for (const name of reached) for (const dependent of dependents.get(name) ?? []) reached.add(dependent);
    return (spec) => reached.has(ownerOf(spec));
  };
}
