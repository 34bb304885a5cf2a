import { Session } from './session';
import type { TargetUri } from './target-uri';

/** Sessions for short work of which there is much, one piece after the other: opening one takes longer than that. */
export class SpareSessions {
  private spare: Session[] = [];

  constructor(private readonly uri: TargetUri) {}

  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.take();
    try {
      const result = await work(session);
      this.giveBack(session);
      return result;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** To be given back, or closed. */
  async take(): Promise<Session> {
    return this.spare.pop() ?? (await Session.open(this.uri));
  }

  /** Only a session without a transaction, and only one that has not failed. */
  giveBack(session: Session): void {
    this.spare.push(session);
  }

  /** Ends those that nobody has taken. */
  async close(): Promise<void> {
    await Promise.all(this.spare.splice(0).map((session) => session.close()));
  }
}
