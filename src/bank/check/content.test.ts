import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';

import { COMPETENCIES } from '../vocabulary.ts';
import { checkContent } from './content.ts';
import { formatProblem, formatProblems } from './problem.ts';
import { readContent } from './read.ts';
import type { ContentFile } from './source-file.ts';

type Fields = Record<string, unknown>;

const RUNG = 'Words that say what this level adds to the one before. '.repeat(8);
const rung = (name: string, text = RUNG) => `<Level name="${name}">\n\n${text}\n\n</Level>\n`;
const SOURCE = { title: 'QuerySet API', url: 'https://docs.djangoproject.com/en/5.2/ref/models/querysets/' };
const BY_LEVEL = { junior: 'One.', mid: 'Two.', senior: 'Three.', staff: 'Four.' };
const BY_SCORE = { 1: 'Names.', 2: 'Explains.', 3: 'Predicts.', 4: 'Measures.' };

const question = {
  title: 'When does this run?',
  kind: 'concept',
  competency: 'database',
  levels: ['junior', 'mid'],
  minutes: 5,
  tests: 'Whether evaluation is understood.',
  followUps: [
    { ask: 'And now?', separates: 'Knowing from guessing.' },
    { ask: 'Twice?', separates: 'Cache from query.' },
  ],
  commonAnswer: { says: 'At once.', but: 'It is lazy.' },
  redFlags: [{ says: 'It depends.', why: 'On nothing named.' }],
  anchors: BY_SCORE,
  sources: [SOURCE],
  covers: ['orm-001'],
  related: ['orm/second'],
  added: '2026-11-20',
  reviewed: '2026-11-20',
  status: 'active',
};
const topic = {
  title: 'ORM',
  summary: 'Models and SQL.',
  skills: [1, 2, 3, 4].map((n) => ({ skill: `Skill ${n}`, assess: 'Ask.', strong: 'Answers.' })),
  traps: [1, 2, 3].map((n) => ({ trap: `Trap ${n}`, truth: 'Truth.' })),
  levels: BY_LEVEL,
  sources: [SOURCE],
  covers: [],
  reviewed: '2026-11-20',
};
const guide = { title: 'Rubric', summary: 'How to score.', sources: [SOURCE], covers: [], reviewed: '2026-11-20' };
const weights = Object.fromEntries(COMPETENCIES.map((id) => [id, 1]));
const labelled = { label: 'Label', meaning: 'Meaning.' };
const rubric = {
  version: 1,
  scale: {
    scores: [1, 2, 3, 4].map((score) => ({ score, ...labelled })),
    notAssessed: labelled,
  },
  competencies: COMPETENCIES.map((id) => ({
    id,
    name: id,
    what: 'What.',
    expects: BY_LEVEL,
    anchors: { junior: BY_SCORE, mid: BY_SCORE, senior: BY_SCORE, staff: BY_SCORE },
  })),
  roles: [{ id: 'generalist', name: 'Generalist', reason: 'Equal.', weights }],
  stages: [{ id: 'screen', name: 'Screen', minutes: 30, reason: 'Short.', competencies: ['database', 'security'] }],
  mustMeet: [{ competency: 'security', minimum: 2, reason: 'Safety.' }],
  passThreshold: 3,
  coverageThreshold: 0.8,
  outcomes: { meets: labelled, below: labelled, barNotMet: labelled, insufficientEvidence: labelled },
  recommendations: ['strong-no', 'no', 'yes', 'strong-yes'].map((id) => ({ id, ...labelled })),
};
const kit = {
  title: 'Screen',
  summary: 'A short screen.',
  level: 'mid',
  role: 'generalist',
  stage: 'screen',
  minutes: 20,
  opening: { minutes: 3, script: 'Hello.' },
  questions: [{ id: 'orm/first', minutes: 10 }],
  candidateQuestions: { minutes: 5 },
  close: { minutes: 2, script: 'Thank you.' },
};
const packet = {
  title: 'A clear yes',
  summary: 'Notes.',
  kit: 'screen',
  cards: [
    {
      interviewer: 'Interviewer A',
      answers: [{ id: 'orm/first', score: 3, evidence: 'Counted the queries.' }],
      recommendation: 'yes',
      rationale: 'Counted without help.',
    },
  ],
  notice: ['One.', 'Two.'],
};
const versions = [
  {
    id: 'django',
    name: 'Django',
    versions: ['5.2', '6.1'],
    documentation: 'https://docs.djangoproject.com/en/<version>/',
  },
];
const point = { id: 'orm-001', topic: 'orm', kind: 'concept', level: 'junior', text: 'What an ORM is' };

const mdx = (data: Fields, body: string) => `---\n${stringify(data)}---\n\n${body}`;
const FIRST = 'content/questions/orm/first.mdx';

/** A small sound content folder, with some of its files replaced or added. */
function content(changes: Record<string, string | undefined> = {}): ContentFile[] {
  const files: Record<string, string | undefined> = {
    [FIRST]: mdx(question, rung('junior') + rung('mid')),
    'content/questions/orm/second.mdx': mdx(
      { ...question, title: 'And then?', related: [] },
      rung('junior') + rung('mid'),
    ),
    'content/topics/orm.mdx': mdx(topic, 'Prose.\n'),
    'content/guides/rubric.mdx': mdx(guide, 'Prose.\n'),
    'content/kits/screen.yaml': stringify(kit),
    'content/rubric.yaml': stringify(rubric),
    'content/syllabus.yaml': stringify([point]),
    'content/versions.yaml': stringify(versions),
    ...changes,
  };
  return Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
}

/** The first question with some fields replaced, checked among sound files. */
const withQuestion = (fields: Fields, body = rung('junior') + rung('mid')) =>
  content({ [FIRST]: mdx({ ...question, ...fields }, body) });
const exercise = {
  title: 'Desk: build it',
  summary: 'Build a small thing.',
  kind: 'scenario',
  competency: 'database',
  setting: 'either',
  levels: ['junior'],
  minutes: 30,
  prompt: 'Build it.',
  acceptance: ['It runs.', 'It is tested.'],
  timePlan: [
    { minutes: 10, what: 'Read.' },
    { minutes: 20, what: 'Write.' },
  ],
  hints: [{ when: 'They ask.', hint: 'Answer.' }],
  anchors: { junior: { 1: 'One.', 2: 'Two.', 3: 'Three.', 4: 'Four.' } },
  debrief: [
    { ask: 'Why?', separates: 'One.' },
    { ask: 'How?', separates: 'Other.' },
  ],
  variations: ['Shorter.'],
  notGraded: ['Speed.'],
  tried: 'Not yet.',
  sources: [{ title: 'Docs', url: 'https://docs.djangoproject.com/en/5.2/' }],
  covers: [],
  reviewed: '2026-11-20',
  status: 'active',
};
const withExercise = (fields: Fields) =>
  content({ 'content/exercises/desk/exercise.yaml': stringify({ ...exercise, ...fields }) });
const withKit = (fields: Fields) => content({ 'content/kits/screen.yaml': stringify({ ...kit, ...fields }) });
const withRubric = (fields: Fields) => content({ 'content/rubric.yaml': stringify({ ...rubric, ...fields }) });
const without = (data: Fields, field: string): Fields =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== field));

const report = (files: ContentFile[]) =>
  checkContent(files).map((problem) => formatProblem(problem).replace(/:\d+ /, ' '));

describe('sound content', () => {
  it('has no problem in the sample', () => {
    expect(report(content({ 'content/packets/clear-yes.yaml': stringify(packet) }))).toEqual([]);
  });

  it('has no problem in this project', () => {
    const problems = checkContent(readContent(process.cwd()));
    expect(problems.length === 0 ? '' : formatProblems(problems)).toBe('');
  });
});

/** Content with three answers to score for practice, to the first question unless said otherwise. */
const withTraining = (
  name: string,
  { question = 'orm/first', letters = 'abc', level = 'mid' }: Partial<Record<'question' | 'letters' | 'level', string>>,
) =>
  content({
    [`content/training/${name}.yaml`]: stringify({
      question,
      answers: Array.from(letters, (id) => ({ id, level, answer: 'x', score: 2, reason: 'x', oneMore: 'x' })),
    }),
  });

describe('broken content', () => {
  const LEVELS = 'junior, mid, senior, staff';
  it.each<[string, ContentFile[], string[]]>([
    [
      'an unknown key',
      withQuestion({ difficulty: 'hard' }),
      [`${FIRST} difficulty: found an unknown field, allowed: no field of this name`],
    ],
    [
      'an unknown key inside a list',
      withQuestion({ redFlags: [{ says: 'A.', why: 'B.', because: 'C.' }] }),
      [`${FIRST} redFlags[0].because: found an unknown field, allowed: no field of this name`],
    ],
    [
      'a missing field',
      content({ [FIRST]: mdx(without(question, 'tests'), rung('junior') + rung('mid')) }),
      [`${FIRST} tests: found nothing, allowed: text`],
    ],
    [
      'a kind outside the vocabulary',
      withQuestion({ kind: 'puzzle' }),
      [`${FIRST} kind: found "puzzle", allowed: concept, scenario, debugging, code-review, design, behavioral`],
    ],
    [
      'a competency outside the vocabulary',
      withQuestion({ competency: 'sql' }),
      [`${FIRST} competency: found "sql", allowed: ${COMPETENCIES.join(', ')}`],
    ],
    [
      'a level outside the vocabulary',
      withQuestion({ levels: ['junior', 'medior'] }),
      [`${FIRST} levels[1]: found "medior", allowed: ${LEVELS}`],
    ],
    [
      'levels out of order',
      withQuestion({ levels: ['mid', 'junior'] }, rung('mid') + rung('junior')),
      [`${FIRST} levels: found ["mid","junior"], allowed: each level once, lowest first: [junior, mid]`],
    ],
    ['minutes that are text', withQuestion({ minutes: 'ten' }), [`${FIRST} minutes: found "ten", allowed: a number`]],
    ['minutes out of range', withQuestion({ minutes: 200 }), [`${FIRST} minutes: found 200, allowed: at most 90`]],
    [
      'a title that neither asks nor tells',
      withQuestion({ title: 'QuerySets' }),
      [`${FIRST} title: found "QuerySets", allowed: a question ending in "?" or an instruction ending in "."`],
    ],
    [
      'too few follow-ups',
      withQuestion({ followUps: [{ ask: 'And now?', separates: 'Little.' }] }),
      [`${FIRST} followUps: found [{"ask":"And now?","separates":"Little."}], allowed: at least 2 entries`],
    ],
    [
      'a missing anchor',
      withQuestion({ anchors: { 1: 'A.', 2: 'B.', 4: 'D.' } }),
      [`${FIRST} anchors.3: found nothing, allowed: text`],
    ],
    [
      'an anchor beyond the scale',
      withQuestion({ anchors: { ...BY_SCORE, 5: 'E.' } }),
      [`${FIRST} anchors.5: found an unknown field, allowed: no field of this name`],
    ],
    ['no source', withQuestion({ sources: [] }), [`${FIRST} sources: found [], allowed: at least 1 entries`]],
    [
      'a source without https',
      withQuestion({ sources: [{ title: 'Docs', url: 'http://example.org/' }] }),
      [`${FIRST} sources[0].url: found "http://example.org/", allowed: an address that starts with https://`],
    ],
    [
      'a source that is no address',
      withQuestion({ sources: [{ title: 'Docs', url: 'the docs' }] }),
      [`${FIRST} sources[0].url: found "the docs", allowed: an address that starts with https://`],
    ],
    [
      'a blank of a draft',
      withQuestion({ tests: '___ one sentence' }),
      [`${FIRST} tests: found "___ one sentence", allowed: words in place of the blank`],
    ],
    [
      'a source in whatever version is current',
      withQuestion({ sources: [{ title: 'Docs', url: 'https://docs.djangoproject.com/en/stable/topics/db/' }] }),
      [
        `${FIRST} sources[0].url: found "https://docs.djangoproject.com/en/stable/topics/db/", allowed: an address pinned to a version, such as https://docs.djangoproject.com/en/5.2/…`,
      ],
    ],
    [
      'a source in a version that nobody knows yet',
      withQuestion({ sources: [{ title: 'Docs', url: 'https://docs.djangoproject.com/en/6.2/topics/db/' }] }),
      [
        `${FIRST} sources[0].url: found "https://docs.djangoproject.com/en/6.2/topics/db/", allowed: Django 6.1 at most, the newest in content/versions.yaml`,
      ],
    ],
    [
      'versions that are not in order',
      content({ 'content/versions.yaml': stringify([{ ...versions[0], versions: ['6.1', '5.2'] }]) }),
      ['content/versions.yaml [0].versions[1]: found "5.2", allowed: a version newer than 6.1, with as many dots'],
    ],
    [
      'a day that is none',
      withQuestion({ reviewed: '2026-02-31' }),
      [`${FIRST} reviewed: found "2026-02-31", allowed: a day, written YYYY-MM-DD`],
    ],
    [
      'a change before the question was there',
      withQuestion({ changes: [{ date: '2026-11-19', what: 'The anchor for 4.' }] }),
      [`${FIRST} changes[0].date: found "2026-11-19", allowed: a day on or after 2026-11-20`],
    ],
    [
      'changes that are not in their order',
      withQuestion({
        changes: [
          { date: '2026-11-24', what: 'The anchor for 4.' },
          { date: '2026-11-22', what: 'The anchor for 2.' },
        ],
      }),
      [`${FIRST} changes[1].date: found "2026-11-22", allowed: a day on or after 2026-11-24`],
    ],
    [
      'a question without the day it was added',
      withQuestion({ added: undefined }),
      [`${FIRST} added: found nothing, allowed: a day, written YYYY-MM-DD`],
    ],
    [
      'a year where a day belongs, in another kind of file',
      content({ 'content/topics/orm.mdx': mdx({ ...topic, reviewed: 2026 }, 'Prose.\n') }),
      ['content/topics/orm.mdx reviewed: found 2026, allowed: a day, written YYYY-MM-DD'],
    ],
    [
      'a retired question without a reason',
      content({
        [FIRST]: mdx({ ...question, status: 'retired' }, rung('junior') + rung('mid')),
        'content/kits/screen.yaml': undefined,
      }),
      [`${FIRST} retiredBecause: found nothing, allowed: a reason, since status is retired`],
    ],
    [
      'a reason for retiring an active question',
      withQuestion({ retiredBecause: 'Leaked.' }),
      [`${FIRST} retiredBecause: found "Leaked.", allowed: no reason while status is active`],
    ],
    [
      'a syllabus id that does not exist',
      withQuestion({ covers: ['orm-999'] }),
      [`${FIRST} covers[0]: found "orm-999", allowed: an id of content/syllabus.yaml`],
    ],
    [
      'a syllabus id twice',
      withQuestion({ covers: ['orm-001', 'orm-001'] }),
      [`${FIRST} covers[1]: found "orm-001", allowed: each entry once`],
    ],
    [
      'a related question that does not exist',
      withQuestion({ related: ['orm/third'] }),
      [`${FIRST} related[0]: found "orm/third", allowed: the id of a file in content/questions/`],
    ],
    [
      'a question related to itself',
      withQuestion({ related: ['orm/first'] }),
      [`${FIRST} related[0]: found "orm/first", allowed: another question than itself`],
    ],
    [
      'a title that another question has',
      withQuestion({ title: 'And then?' }),
      ['content/questions/orm/second.mdx title: found "And then?", allowed: a title that orm/first does not have'],
    ],
    [
      'HTML in a text',
      withQuestion({ tests: 'Whether <b>it</b> is known.' }),
      [`${FIRST} tests: found "<b>", allowed: no HTML: write it as \`code\``],
    ],
    [
      'a missing rung',
      withQuestion({}, rung('junior')),
      [`${FIRST} answer ladder: found rungs junior, allowed: the levels of the question, in order: junior, mid`],
    ],
    [
      'rungs out of order',
      withQuestion({}, rung('mid') + rung('junior')),
      [`${FIRST} answer ladder: found rungs mid, junior, allowed: the levels of the question, in order: junior, mid`],
    ],
    [
      'a rung of no level',
      withQuestion({}, rung('junior') + rung('expert')),
      [
        `${FIRST} answer ladder: found rungs junior, expert, allowed: the levels of the question, in order: junior, mid`,
        `${FIRST} answer ladder: found "expert", allowed: ${LEVELS}`,
      ],
    ],
    [
      'a rung that is too short',
      withQuestion({}, rung('junior', 'It is lazy.') + rung('mid')),
      [`${FIRST} answer ladder: found 3 words in rung "junior", allowed: 60 to 180 words, samples not counted`],
    ],
    [
      'text outside the rungs',
      withQuestion({}, `Stray words.\n\n${rung('junior')}${rung('mid')}`),
      [`${FIRST} answer ladder: found "Stray words.", allowed: nothing outside the rungs`],
    ],
    [
      'a rung that is never closed',
      withQuestion({}, `${rung('junior')}<Level name="mid">\n\n${RUNG}\n`),
      [`${FIRST} body: found "<Level name=\\"mid\\">", allowed: valid MDX (Expected a closing tag for \`<Level>\`)`],
    ],
    [
      'JavaScript in the prose',
      withQuestion({}, rung('junior', `${RUNG} {1 + 1}`) + rung('mid')),
      [`${FIRST} body: found "1 + 1", allowed: no JavaScript: braces go into \`code\``],
    ],
    [
      'code that is typed into the page',
      withQuestion({}, rung('junior', `${RUNG}\n\n\`\`\`python\nx = 1\n\`\`\``) + rung('mid')),
      [`${FIRST} code block: found "x = 1", allowed: <Sample name="<topic>/<slug>" block="…" />: code that runs`],
    ],
    [
      'a component that no page knows',
      withQuestion({}, rung('junior', `${RUNG}\n\n<Video name="x" />`) + rung('mid')),
      [`${FIRST} component: found "Video", allowed: Level, Sample`],
    ],
    [
      'no frontmatter',
      content({ [FIRST]: 'Just words.\n' }),
      [`${FIRST} frontmatter: found "Just words.", allowed: YAML between two lines of "---" at the top of the file`],
    ],
    [
      'YAML that cannot be read',
      content({ [FIRST]: `---\ntitle: "open\nkind: concept\n---\n` }),
      [`${FIRST} frontmatter: found "kind: concept", allowed: valid YAML (Missing closing "quote)`],
    ],
    [
      'a topic that does not exist',
      content({
        'content/questions/flask/first.mdx': mdx({ ...question, title: 'Flask?' }, rung('junior') + rung('mid')),
      }),
      [
        'content/questions/flask/first.mdx file name: found "content/questions/flask/first.mdx", allowed: a folder named fundamentals, orm, database, http-views, templates-forms, admin, migrations, drf, auth-permissions, security, python, async, testing, caching, tasks-queues, deployment, observability, system-design, collaboration',
      ],
    ],
    [
      'a file where no content belongs',
      content({ 'content/notes.txt': 'x' }),
      [
        'content/notes.txt file name: found "content/notes.txt", allowed: content/questions/<topic>/<slug>.mdx, content/topics/<topic>.mdx, content/guides/<guide>.mdx, content/kits/<slug>.yaml, content/packets/<slug>.yaml, content/training/<topic>--<slug>.yaml, content/exercises/<slug>/exercise.yaml, content/rubric.yaml, content/syllabus.yaml, content/versions.yaml',
      ],
    ],
    [
      'an exercise whose time plan is longer than its time box',
      withExercise({ minutes: 20 }),
      ['content/exercises/desk/exercise.yaml minutes: found 20, allowed: the sum of its time plan, 30'],
    ],
    [
      'an exercise without anchors for a level of its own',
      withExercise({ levels: ['junior', 'mid'] }),
      [
        'content/exercises/desk/exercise.yaml anchors: found {"junior":{"1":"One.","2":"Two.","3":"Three.","4":"Four."}}, allowed: anchors for exactly junior, mid',
      ],
    ],
    [
      'an exercise with a test that is none',
      withExercise({ project: { fails: ['does not work'] } }),
      [
        'content/exercises/desk/exercise.yaml project.fails[0]: found "does not work", allowed: a test, written module.Class.test',
      ],
    ],
    [
      'a kit with an exercise that is not there',
      withKit({ questions: [{ id: 'exercises/lost', minutes: 10 }] }),
      [
        'content/kits/screen.yaml questions[0].id: found "exercises/lost", allowed: the folder of an exercise in content/exercises/',
      ],
    ],
    [
      'a chapter with too short a table',
      content({ 'content/topics/orm.mdx': mdx({ ...topic, traps: [] }, 'Prose.\n') }),
      ['content/topics/orm.mdx traps: found [], allowed: at least 3 entries'],
    ],
    [
      'a guide without a summary',
      content({ 'content/guides/rubric.mdx': mdx({ ...guide, summary: '' }, 'Prose.\n') }),
      ['content/guides/rubric.mdx summary: found "", allowed: at least 1 characters'],
    ],
    [
      'a kit whose parts do not add up',
      withKit({ minutes: 45 }),
      ['content/kits/screen.yaml minutes: found 45, allowed: the sum of its parts, 20'],
    ],
    [
      'a kit with a question that does not exist',
      withKit({ questions: [{ id: 'orm/third', minutes: 10 }] }),
      ['content/kits/screen.yaml questions[0].id: found "orm/third", allowed: the id of a file in content/questions/'],
    ],
    [
      'a kit that asks twice',
      withKit({
        questions: [
          { id: 'orm/first', minutes: 5 },
          { id: 'orm/first', minutes: 5 },
        ],
      }),
      ['content/kits/screen.yaml questions[1].id: found "orm/first", allowed: each question once'],
    ],
    [
      'a kit for a level at which its question is not asked',
      withKit({ level: 'staff' }),
      ['content/kits/screen.yaml questions[0].id: found "orm/first", allowed: a question asked at level staff'],
    ],
    [
      'a kit whose question feeds no row of its scorecard',
      content({
        [FIRST]: mdx({ ...question, competency: 'operations' }, rung('junior') + rung('mid')),
      }),
      ['content/kits/screen.yaml questions[0].id: found "orm/first", allowed: a question on database, security'],
    ],
    [
      'a loop that asks twice, and skips a part',
      content({
        'content/kits/one.yaml': stringify({ ...kit, loop: { id: 'loop', part: 1 } }),
        'content/kits/two.yaml': stringify({ ...kit, loop: { id: 'loop', part: 3 } }),
      }),
      [
        'content/kits/two.yaml questions[0].id: found "orm/first", allowed: a question that one of the loop does not ask',
        'content/kits/two.yaml loop.part: found 3, allowed: 2, the next part of the loop',
      ],
    ],
    [
      'a former id that another question has',
      withQuestion({ formerly: ['orm/second'] }),
      [`${FIRST} formerly[0]: found "orm/second", allowed: an id that no question has now`],
    ],
    [
      'a former id that two questions claim',
      content({
        [FIRST]: mdx({ ...question, formerly: ['orm/before'] }, rung('junior') + rung('mid')),
        'content/questions/orm/second.mdx': mdx(
          { ...question, title: 'And then?', related: [], formerly: ['orm/before'] },
          rung('junior') + rung('mid'),
        ),
      }),
      ['content/questions/orm/second.mdx formerly[0]: found "orm/before", allowed: an id that orm/first did not have'],
    ],
    [
      'a training pack with a letter twice',
      withTraining('orm--first', { letters: 'aba' }),
      ['content/training/orm--first.yaml answers[2].id: found "a", allowed: each letter once'],
    ],
    [
      'a training pack in the file of another question, for a level that it is not asked at',
      withTraining('orm--second', { level: 'staff' }),
      [
        'content/training/orm--second.yaml question: found "orm/first", allowed: orm/second',
        'content/training/orm--second.yaml answers[0].level: found "staff", allowed: junior, mid',
        'content/training/orm--second.yaml answers[1].level: found "staff", allowed: junior, mid',
        'content/training/orm--second.yaml answers[2].level: found "staff", allowed: junior, mid',
      ],
    ],
    [
      'a training pack for no question',
      withTraining('orm--none', { question: 'orm/none' }),
      ['content/training/orm--none.yaml question: found "orm/none", allowed: an active question'],
    ],
    [
      'a packet of a kit that does not exist',
      content({ 'content/packets/clear-yes.yaml': stringify({ ...packet, kit: 'lunch' }) }),
      ['content/packets/clear-yes.yaml kit: found "lunch", allowed: screen'],
    ],
    [
      'a packet that leaves out a question, and makes a call that there is not',
      content({
        'content/packets/clear-yes.yaml': stringify({
          ...packet,
          cards: [
            { ...packet.cards[0], answers: [{ id: 'orm/second', score: 3, evidence: 'x' }], recommendation: 'perhaps' },
          ],
        }),
      }),
      [
        'content/packets/clear-yes.yaml cards[0].answers: found "orm/second", allowed: the questions of the kit, in order: orm/first',
        'content/packets/clear-yes.yaml cards[0].recommendation: found "perhaps", allowed: strong-no, no, yes, strong-yes',
      ],
    ],
    [
      'a kit for a role that the rubric does not have',
      withKit({ role: 'wizard' }),
      ['content/kits/screen.yaml role: found "wizard", allowed: generalist'],
    ],
    [
      'a rubric that lacks a competency',
      withRubric({ competencies: rubric.competencies.slice(0, 7) }),
      [
        expect.stringMatching(
          /^content\/rubric\.yaml competencies: found \[.*…, allowed: exactly, in this order: data-modeling, /,
        ) as string,
      ],
    ],
    [
      'a rubric without a bar for security',
      withRubric({ mustMeet: [{ competency: 'python', minimum: 2, reason: 'Odd.' }] }),
      [
        'content/rubric.yaml mustMeet: found [{"competency":"python","minimum":2,"reason":"Odd."}], allowed: a bar for security at least',
      ],
    ],
    [
      'a role that gives a stage nothing to weigh',
      withRubric({ roles: [{ ...rubric.roles[0], weights: { ...weights, database: 0, security: 0 } }] }),
      [
        expect.stringMatching(
          /^content\/rubric\.yaml roles\[0\]\.weights: .* a weight above 0 for one of stage screen: database, security$/,
        ) as string,
      ],
    ],
    [
      'no rubric',
      content({ 'content/rubric.yaml': undefined }),
      ['content/rubric.yaml (whole file): found nothing, allowed: the file'],
    ],
    [
      'a syllabus point of the wrong topic',
      content({ 'content/syllabus.yaml': stringify([point, { ...point, id: 'drf-001' }]) }),
      ['content/syllabus.yaml [1].id: found "drf-001", allowed: an id that starts with its topic, orm-'],
    ],
    [
      'a syllabus id given twice',
      content({ 'content/syllabus.yaml': stringify([point, point]) }),
      ['content/syllabus.yaml [1].id: found "orm-001", allowed: each id once'],
    ],
  ])('%s is named with its file, field and what is allowed', (_, files, messages) => {
    expect(report(files)).toEqual(messages);
  });

  it('names all mistakes of all files at once, each on one line with its line number', () => {
    const problems = checkContent(
      content({
        [FIRST]: mdx({ ...question, kind: 'puzzle', minutes: 0 }, rung('junior') + rung('mid')),
        'content/topics/orm.mdx': mdx({ ...topic, extra: true }, 'Prose.\n'),
      }),
    );
    expect(formatProblems(problems).split('\n')).toEqual([
      `${FIRST}:3 kind: found "puzzle", allowed: concept, scenario, debugging, code-review, design, behavioral`,
      `${FIRST}:8 minutes: found 0, allowed: at least 2`,
      expect.stringMatching(
        /^content\/topics\/orm\.mdx:\d+ extra: found an unknown field, allowed: no field of this name$/,
      ),
      '3 content mistakes in 2 files',
    ]);
  });
});
