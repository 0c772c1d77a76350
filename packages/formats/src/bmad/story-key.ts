/** The number of a story, taken apart. */
export interface StoryKey {
  /** `1`, `1a` */
  readonly epic: string;
  /** `1-2`: what all documents of a story have in common. */
  readonly number: string;
  /** `1-2-create-finding` */
  readonly written: string;
  readonly title: string;
}

const KEY = /^(?:story-)?(\d{1,4}[a-z]?)[-.](\d{1,4}[a-z]?)(?:-(.*))?$/i;
const EPIC = /^epic-([\w.]{1,20}?)(-retro(?:spective)?)?$/i;

/** Reads `1-2-create-finding`. */
export function readStoryKey(key: string): StoryKey | undefined {
  const found = KEY.exec(key);
  if (!found) return undefined;
  const [, epic = '', story = '', slug = ''] = found;
  return { ...storyNumber(epic, story), written: key, title: slug.replaceAll('-', ' ').trim() || key };
}

/** A story by its number and title, with the key that BMAD makes of them. */
export function storyKey(epic: string, story: string, title: string): StoryKey {
  const number = storyNumber(epic, story);
  const slug = title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-');
  return { ...number, written: slug === '' ? number.number : `${number.number}-${slug}`, title };
}

function storyNumber(epic: string, story: string): Pick<StoryKey, 'epic' | 'number'> {
  return { epic: epic.toLowerCase(), number: `${epic}-${story}`.toLowerCase() };
}

/** Reads `epic-1` and `epic-1-retrospective`. */
export function readEpicKey(key: string): { readonly epic: string; readonly isRetrospective: boolean } | undefined {
  const found = EPIC.exec(key);
  return found ? { epic: (found[1] ?? '').toLowerCase(), isRetrospective: found[2] !== undefined } : undefined;
}
