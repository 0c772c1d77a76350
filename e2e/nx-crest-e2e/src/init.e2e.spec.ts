import { NX_MAJORS, workspaceRig } from './rig/workspace-rig';

describe.each(NX_MAJORS)('nx g nx-crest:init with Nx %s', (major) => {
  test('registers the plugin once and keeps what is there', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', {
      analytics: false,
      neverConnectToCloud: true,
      namedInputs: { default: ['{projectRoot}/**/*'] },
    });
    rig.write('specs/001-demo/tasks.md', '## Phase 1: Work\n\n- [ ] T001 A\n');

    expect(await rig.nx('g', 'nx-crest:init')).toMatchObject({ code: 0 });
    const once = rig.read('nx.json');
    expect(JSON.parse(once)).toMatchObject({ namedInputs: { default: ['{projectRoot}/**/*'] } });
    expect(once.match(/nx-crest/g)).toHaveLength(1);
    expect(await rig.nx('g', 'nx-crest:init')).toMatchObject({ code: 0 });
    expect(rig.read('nx.json')).toBe(once);
    expect((await rig.nx('show', 'projects')).stdout).toContain('001-demo');
  });
});
