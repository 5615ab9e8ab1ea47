/** One way to a Temporal dev server did not lead there: why, and what a person can do about it. */
export class WayFailed extends Error {
  override readonly name = 'WayFailed';
  readonly cure: string;

  constructor(why: string, cure: string) {
    super(why);
    this.cure = cure;
  }
}
