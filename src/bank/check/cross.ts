import { exampleOf, standingOf } from '../versions.ts';
import { TOPICS } from '../vocabulary.ts';
import type { Checked, CheckedContent } from './content.ts';
import { fieldName, type Problem, shorten } from './problem.ts';

type Report = (entry: Checked<unknown>, path: readonly PropertyKey[], found: unknown, allowed: string) => void;

/** Checks content against content: ids that exist, sums that add up, no question related to itself. */
export function crossCheck(content: CheckedContent): Problem[] {
  const problems: Problem[] = [];
  const report: Report = ({ file }, path, found, allowed) => {
    problems.push({
      file: file.path,
      line: file.lineOf(path),
      field: fieldName(path),
      found: shorten(found),
      allowed,
    });
  };
  checkSyllabus(content, report);
  checkSources(content, report);
  checkRelated(content, report);
  checkTitles(content, report);
  checkFormerIds(content, report);
  for (const kit of content.kits) checkKit(kit, content, report);
  checkLoops(content, report);
  for (const packet of content.packets) checkPacket(packet, content, report);
  for (const training of content.training) checkTraining(training, content, report);
  return problems;
}

function checkSyllabus(content: CheckedContent, report: Report): void {
  const syllabus = content.syllabus[0];
  // A broken syllabus is reported once, not once for each id that then cannot be found in it.
  if (!syllabus) return;
  const known = new Set<string>();
  syllabus.data.forEach((point, index) => {
    if (known.has(point.id)) report(syllabus, [index, 'id'], point.id, 'each id once');
    if (!point.id.startsWith(`${point.topic}-`)) {
      report(syllabus, [index, 'id'], point.id, `an id that starts with its topic, ${point.topic}-`);
    }
    known.add(point.id);
  });
  for (const entry of [...content.questions, ...content.topics, ...content.guides, ...content.exercises]) {
    entry.data.covers.forEach((id, index) => {
      if (!known.has(id)) report(entry, ['covers', index], id, 'an id of content/syllabus.yaml');
    });
  }
}

/** Documentation that has versions is cited in one that `content/versions.yaml` knows, or in an older one. */
function checkSources(content: CheckedContent, report: Report): void {
  const products = content.versions[0]?.data ?? [];
  for (const entry of [...content.questions, ...content.topics, ...content.guides, ...content.exercises]) {
    entry.data.sources.forEach(({ url }, index) => {
      const standing = standingOf(url, products);
      if (standing?.state === 'unpinned') {
        const example = exampleOf(standing.product);
        report(entry, ['sources', index, 'url'], url, `an address pinned to a version, such as ${example}`);
      } else if (standing?.state === 'ahead') {
        const newest = standing.product.versions.at(-1) ?? '';
        const allowed = `${standing.product.name} ${newest} at most, the newest in content/versions.yaml`;
        report(entry, ['sources', index, 'url'], url, allowed);
      }
    });
  }
}

function checkRelated(content: CheckedContent, report: Report): void {
  for (const question of content.questions) {
    question.data.related.forEach((id, index) => {
      if (id === question.id) report(question, ['related', index], id, 'another question than itself');
      else if (!content.questionIds.has(id)) {
        report(question, ['related', index], id, 'the id of a file in content/questions/');
      }
    });
  }
}

function checkTitles(content: CheckedContent, report: Report): void {
  const seen = new Map<string, string>();
  for (const question of content.questions) {
    const title = question.data.title.toLowerCase();
    const first = seen.get(title);
    if (first !== undefined) report(question, ['title'], question.data.title, `a title that ${first} does not have`);
    seen.set(title, question.id);
  }
  const chapters = content.topics.map(({ id }) => id);
  content.topics.forEach((topic, index) => {
    if ((TOPICS as readonly string[]).includes(topic.id) && chapters.indexOf(topic.id) !== index) {
      report(topic, [], topic.id, 'one chapter per topic');
    }
  });
}

/** A former id leads to one question: none has it now, and no other had it. */
function checkFormerIds(content: CheckedContent, report: Report): void {
  const takenBy = new Map<string, string>();
  for (const question of content.questions) {
    question.data.formerly.forEach((old, index) => {
      const other = takenBy.get(old);
      if (content.questionIds.has(old)) report(question, ['formerly', index], old, 'an id that no question has now');
      else if (other !== undefined) report(question, ['formerly', index], old, `an id that ${other} did not have`);
      else takenBy.set(old, question.id);
    });
  }
}

/** An example is one of a kit as it is: every question answered, every call one of the rubric's. */
function checkPacket(packet: CheckedContent['packets'][number], content: CheckedContent, report: Report): void {
  const kit = content.kits.find(({ id }) => id === packet.data.kit);
  if (!kit) report(packet, ['kit'], packet.data.kit, content.kits.map(({ id }) => id).join(', '));
  const calls = content.rubric[0]?.data.recommendations.map(({ id }) => id);
  packet.data.cards.forEach(({ answers, recommendation }, index) => {
    const asked = kit?.data.questions.map(({ id }) => id).join(', ');
    const answered = answers.map(({ id }) => id).join(', ');
    if (asked !== undefined && asked !== answered) {
      report(packet, ['cards', index, 'answers'], answered, `the questions of the kit, in order: ${asked}`);
    }
    if (calls && !calls.includes(recommendation)) {
      report(packet, ['cards', index, 'recommendation'], recommendation, calls.join(', '));
    }
  });
}

/** Answers are to an active question, at levels that it is asked at; the file is named after it. */
function checkTraining(training: CheckedContent['training'][number], content: CheckedContent, report: Report): void {
  const { question: id, answers } = training.data;
  if (id !== training.id) report(training, ['question'], id, training.id);
  const question = content.questions.find((other) => other.id === id && other.data.status === 'active');
  if (!question) {
    report(training, ['question'], id, 'an active question');
    return;
  }
  answers.forEach(({ level }, index) => {
    if (!question.data.levels.includes(level)) {
      report(training, ['answers', index, 'level'], level, question.data.levels.join(', '));
    }
  });
}

/** A loop asks the same thing once, and numbers its parts from 1 without a gap. */
function checkLoops(content: CheckedContent, report: Report): void {
  const loops = Map.groupBy(
    content.kits.filter(({ data }) => data.loop),
    ({ data }) => data.loop?.id,
  );
  for (const kits of loops.values()) {
    const askedBy = new Map<string, string>();
    const inOrder = kits.toSorted((a, b) => (a.data.loop?.part ?? 0) - (b.data.loop?.part ?? 0));
    inOrder.forEach((kit, position) => {
      const part = kit.data.loop?.part;
      if (part !== position + 1) report(kit, ['loop', 'part'], part, `${position + 1}, the next part of the loop`);
      kit.data.questions.forEach(({ id }, index) => {
        const earlier = askedBy.get(id);
        if (earlier) report(kit, ['questions', index, 'id'], id, `a question that ${earlier} of the loop does not ask`);
        askedBy.set(id, kit.id);
      });
    });
  }
}

function checkKit(kit: CheckedContent['kits'][number], content: CheckedContent, report: Report): void {
  const rubric = content.rubric[0]?.data;
  const { data } = kit;
  for (const [field, list] of [
    ['role', rubric?.roles],
    ['stage', rubric?.stages],
  ] as const) {
    const ids = list?.map(({ id }) => id);
    if (ids && !ids.includes(data[field])) report(kit, [field], data[field], ids.join(', '));
  }
  const stage = rubric?.stages.find(({ id }) => id === data.stage);
  data.questions.forEach(({ id }, index) => {
    const question =
      content.questions.find((entry) => entry.id === id) ??
      content.exercises.find((entry) => `exercises/${entry.id}` === id);
    if (id.startsWith('exercises/') && !question) {
      report(kit, ['questions', index, 'id'], id, 'the folder of an exercise in content/exercises/');
    } else if (!id.startsWith('exercises/') && !content.questionIds.has(id)) {
      report(kit, ['questions', index, 'id'], id, 'the id of a file in content/questions/');
    } else if (question?.data.status === 'retired') {
      report(kit, ['questions', index, 'id'], id, 'an active question');
    } else if (question && !question.data.levels.includes(data.level)) {
      report(kit, ['questions', index, 'id'], id, `a question asked at level ${data.level}`);
    } else if (question && stage && !stage.competencies.includes(question.data.competency)) {
      // Its score would stand on no row of the scorecard.
      report(kit, ['questions', index, 'id'], id, `a question on ${stage.competencies.join(', ')}`);
    }
  });
  const sum =
    data.opening.minutes +
    data.questions.reduce((minutes, question) => minutes + question.minutes, 0) +
    data.candidateQuestions.minutes +
    data.close.minutes;
  if (sum !== data.minutes) report(kit, ['minutes'], data.minutes, `the sum of its parts, ${sum}`);
}
