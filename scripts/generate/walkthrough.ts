import { COMMANDS, type CommandId, PHASES_VIEW, WALKTHROUGH } from '../../client/src/commands/table.ts';

/** The folder of the steps' screenshots, which are named by step ID. `npm run pictures` takes them. */
export const WALKTHROUGH_PICTURES = 'media/walkthrough';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
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
    title: 'Create a document',
    description: `Choose a template and a quality level. The new document has **only the sections that the level requires**. You can also use **File > New File…**.\n${own('designDocs.newDocument')}`,
    altText: 'The list of templates, each with its purpose',
    completionEvents: [done('designDocs.newDocument')],
  },
  {
    id: 'write',
    title: 'Write the next section',
    description: `Type \`\`#\`\` at the start of a line to list the missing sections, **with the next one first**. Each section is inserted with its guidance.\n${own('designDocs.nextUnwritten')}`,
    altText: 'The completion list after a number sign, with the missing sections',
    completionEvents: [done('designDocs.nextUnwritten')],
  },
  {
    id: 'left',
    title: 'See what is left',
    description: `The Phases view shows the sections of each phase and their state. **Sections that are due later are not reported as warnings yet.**\n${button('Show Phases', `${PHASES_VIEW}.focus`)}`,
    altText: 'The Phases view: sections by phase, some written and some missing',
    completionEvents: [`onView:${PHASES_VIEW}`],
  },
  {
    id: 'raise',
    title: 'Fix, then raise the level',
    description: `Hover over an underline to see the problem, and use the light bulb to fix it. When the project needs more rigor, raise the level: **it adds only the sections that the new level requires**, after you review the changes.\n${own('designDocs.raiseLevel')}`,
    altText: 'The quality levels, each with its meaning and the number of sections it requires',
    completionEvents: [done('designDocs.raiseLevel'), done('designDocs.setLevel')],
  },
  {
    id: 'template',
    title: 'Use your team’s own template',
    description: `Any Markdown file can be a template: its headings are the sections, and its text is the guidance. Map files to it in \`\`.design-docs.yaml\`\` or in the settings.\n${button('Open the Setting', 'workbench.action.openSettings?%22designDocs.templates%22')}`,
    altText: 'A team’s template: a Markdown file with headings, levels, phases, and guidance',
    completionEvents: ['onSettingChanged:designDocs.templates', 'onStepSelected'],
  },
  {
    id: 'read',
    title: 'Preview the document',
    description: `The Markdown preview shows the quality level, and the phase and state of each section.\n${button('Open Preview', 'designDocs.openPreview')}`,
    altText: 'The preview of a design document, with a badge next to each heading',
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
      description: 'Write a design document from a template and see what is left.',
      icon: 'media/icon.png',
      steps,
    },
  ];
}

function pictures(id: string): object {
  const [dark, light] = ['dark', 'light'].map((theme) => `${WALKTHROUGH_PICTURES}/${id}-${theme}.png`);
  return { dark, light, hc: dark, hcLight: light };
}
