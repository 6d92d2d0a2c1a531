/** Why something could not be kept or read. */
export type Trouble = 'blocked' | 'full' | 'failed';

export class StoreError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, cause: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}
