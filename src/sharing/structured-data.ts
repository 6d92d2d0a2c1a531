import type {
  Article,
  BreadcrumbList,
  CollectionPage,
  Dataset,
  LearningResource,
  WebSite,
  WithContext,
} from 'schema-dts';

import { plainText } from '../bank/inline.ts';
import { lastChanged } from '../bank/news.ts';
import { type Question, questionPath } from '../bank/questions.ts';
import { LABELS, type Level } from '../bank/vocabulary.ts';
import { SITE } from '../site.ts';

/**
 * What pages say about themselves to machines, in the vocabulary of https://schema.org. Each page names
 * what it is, and only that: a question with written answers is a learning resource that
 * assesses a competency. It is no `QAPage` or `Quiz`, where users answer, and no `FAQPage`.
 */
export type StructuredData = WithContext<
  Article | BreadcrumbList | CollectionPage | Dataset | LearningResource | WebSite
>;

/** Turns a path of the site into the address that a page is named by. */
type Address = (path: string) => string;

const CONTEXT = 'https://schema.org';
const SHARED = {
  inLanguage: 'en',
  isAccessibleForFree: true,
  license: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

/** ISO 8601, as `timeRequired` wants it. */
const minutesLong = (minutes: number) => `PT${minutes}M` as const;
const named = (levels: readonly Level[]) => levels.map((level) => LABELS[level]);

/** A question's page. */
export function questionData(
  question: Pick<
    Question,
    'id' | 'title' | 'tests' | 'topic' | 'competency' | 'levels' | 'minutes' | 'added' | 'changes' | 'status'
  >,
  address: Address,
): WithContext<LearningResource> {
  return {
    '@context': CONTEXT,
    '@type': 'LearningResource',
    name: plainText(question.title),
    description: plainText(question.tests),
    url: address(questionPath(question.id)),
    learningResourceType: 'Interview question',
    educationalLevel: named(question.levels),
    assesses: LABELS[question.competency],
    timeRequired: minutesLong(question.minutes),
    datePublished: question.added,
    dateModified: lastChanged(question),
    ...(question.status === 'retired' && { creativeWorkStatus: 'Obsolete' }),
    ...SHARED,
  };
}

/** A page that teaches or assesses: a topic, an exercise, a kit. */
export function resourceData(
  resource: {
    readonly type: 'Chapter' | 'Practical exercise' | 'Interview kit';
    readonly title: string;
    readonly summary: string;
    readonly path: string;
    readonly levels: readonly Level[];
    readonly minutes?: number;
  },
  address: Address,
): WithContext<LearningResource> {
  return {
    '@context': CONTEXT,
    '@type': 'LearningResource',
    name: plainText(resource.title),
    description: plainText(resource.summary),
    url: address(resource.path),
    learningResourceType: resource.type,
    educationalLevel: named(resource.levels),
    ...(resource.minutes !== undefined && { timeRequired: minutesLong(resource.minutes) }),
    ...SHARED,
  };
}

/** A guide's page. */
export function guideData(
  guide: { readonly title: string; readonly summary: string; readonly path: string },
  address: Address,
): WithContext<Article> {
  return {
    '@context': CONTEXT,
    '@type': 'Article',
    headline: plainText(guide.title),
    description: plainText(guide.summary),
    url: address(guide.path),
    ...SHARED,
  };
}

/** A page that lists others. */
export function listData(list: {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly count: number;
}): WithContext<CollectionPage> {
  return {
    '@context': CONTEXT,
    '@type': 'CollectionPage',
    name: list.title,
    description: list.description,
    url: list.url,
    mainEntity: { '@type': 'ItemList', numberOfItems: list.count },
    inLanguage: SHARED.inLanguage,
  };
}

/** The home page. */
export function siteData(address: Address): WithContext<WebSite> {
  return {
    '@context': CONTEXT,
    '@type': 'WebSite',
    name: SITE.name,
    description: SITE.tagline,
    url: address('/'),
    ...SHARED,
  };
}

/** The open data, which `/about/` describes. */
export function datasetData(questions: number, address: Address): WithContext<Dataset> {
  return {
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: `${SITE.name}: the question bank`,
    description: `All ${questions} questions of the guide with topic, competency, kind, levels, minutes, day of the last check and the syllabus points they cover, and an address for each.`,
    url: address('/about/#licence'),
    distribution: {
      '@type': 'DataDownload',
      encodingFormat: 'application/json',
      contentUrl: address('/data/questions.json'),
    },
    ...SHARED,
  };
}

/** The way to a page, as its breadcrumbs show it; a single step is no way. */
export function trailData(
  trail: readonly { readonly label: string; readonly path: string }[],
  address: Address,
): WithContext<BreadcrumbList> | undefined {
  if (trail.length < 2) return undefined;
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ label, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: label,
      item: address(path),
    })),
  };
}

/** Whether a page is a text of its own, not a list or a tool. */
export function isText(data: StructuredData | undefined): boolean {
  return data !== undefined && ['Article', 'LearningResource'].includes(data['@type']);
}

/** Data as it may stand within a `<script>`: nothing in it can end the element or open a comment. */
export function scriptText(data: StructuredData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
