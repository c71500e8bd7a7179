import { COMMANDS, type CommandId, PHASES_VIEW, WALKTHROUGH } from '../../client/src/commands/table.ts';

/** The pictures of its steps are taken by `npm run pictures`, each by the id of its step. */
export const WALKTHROUGH_PICTURES = 'media/walkthrough';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What is to be seen in the picture, for those who cannot see it. */
  readonly altText: string;
  readonly completionEvents?: readonly string[];
}

/** A link that is alone on its line is shown as a button. */
const button = (title: string, command: CommandId | `${string}.${string}`): string =>
  `[${title}](command:${command})`;
const own = (command: CommandId): string => button(COMMANDS[command].title, command);
const done = (command: CommandId | `${string}.${string}`): string => `onCommand:${command}`;

const STEPS: readonly Step[] = [
  {
    id: 'begin',
    title: 'Begin a document',
    description: `Choose a template and a quality level: the document opens with **exactly the sections that the level needs**. It is in the New File menu too.\n${own('designDocs.newDocument')}`,
    altText: 'The list of templates, each with what it is for',
    completionEvents: [done('designDocs.newDocument')],
  },
  {
    id: 'write',
    title: 'Write the next section',
    description: `Type \`\`#\`\` at the start of a line. The sections that are missing are listed, **the next one on top**, and come with their guidance.\n${own('designDocs.nextUnwritten')}`,
    altText: 'The completion list behind a number sign, with the sections that are still missing',
    completionEvents: [done('designDocs.nextUnwritten')],
  },
  {
    id: 'left',
    title: 'See what is left',
    description: `The Phases view shows each phase with its sections and how far they are. **What is due later keeps quiet until then.**\n${button('Show Phases', `${PHASES_VIEW}.focus`)}`,
    altText: 'The Phases view: sections by phase, some written, some still to be inserted',
    completionEvents: [`onView:${PHASES_VIEW}`],
  },
  {
    id: 'raise',
    title: 'Fix, then raise the level',
    description: `What is underlined says why, and most of it has a quick fix at the light bulb. Does the project ask for more? **Raising the level adds just what the new one needs**, and shows you first.\n${own('designDocs.raiseLevel')}`,
    altText: 'The quality levels, each with what it means and how many sections it requires',
    completionEvents: [done('designDocs.raiseLevel'), done('designDocs.setLevel')],
  },
  {
    id: 'template',
    title: 'Use your team’s own template',
    description: `Any Markdown file can be one: its headings become the sections, its text the guidance. Say in a \`\`.design-docs.yaml\`\` or in the settings which files follow it.\n${button('Open the Setting', 'workbench.action.openSettings?%22designDocs.templates%22')}`,
    altText: 'A team’s template: a Markdown file with its headings, levels, phases and guidance',
    completionEvents: ['onSettingChanged:designDocs.templates', 'onStepSelected'],
  },
  {
    id: 'read',
    title: 'Read it as others will',
    description: `The Markdown preview shows the level, and in which phase each section is and whether it is written.\n${button('Open Preview', 'designDocs.openPreview')}`,
    altText: 'The preview of a design document, with a badge beside each heading',
    completionEvents: [
      done('designDocs.openPreview'),
      done('markdown.showPreviewToSide'),
      done('markdown.showPreview'),
    ],
  },
];

export const STEP_IDS: readonly string[] = STEPS.map(({ id }) => id);

export function walkthroughs(): object[] {
  const steps = STEPS.map(({ altText, ...step }) => ({
    ...step,
    media: { image: pictures(step.id), altText },
  }));
  return [
    {
      id: WALKTHROUGH,
      title: 'Get started with Design Docs',
      description: 'Write a design document from a template, and know how far it is.',
      icon: 'media/icon.png',
      steps,
    },
  ];
}

function pictures(id: string): object {
  const [dark, light] = ['dark', 'light'].map((theme) => `${WALKTHROUGH_PICTURES}/${id}-${theme}.png`);
  return { dark, light, hc: dark, hcLight: light };
}
