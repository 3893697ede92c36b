/**
 * Players on the session's clock: nothing is decoded, time passes, and who listens hears what a
 * real player would tell. Video, audio tags and the audio objects of `wx` are made of it.
 */

/** How long a medium lasts whose length nobody says, in seconds. */
const MEDIUM_SECONDS = 60;

/** The time between two tellings of the position, in milliseconds. */
const TELLING_MS = 250;

class Player {
  /** @param {(type: string, detail: object) => void} tell  @param {() => object} settings */
  constructor(tell, settings) {
    this.tell = tell;
    /** Reads `{loop, duration, isAlive}` as they are now. */
    this.settings = settings;
    this.position = 0;
    this.rate = 1;
    this.isPlaying = false;
    /** When `position` was true, in milliseconds. */
    this.since = 0;
    this.timer = undefined;
  }

  get duration() {
    const { duration } = this.settings();
    return duration > 0 ? duration : MEDIUM_SECONDS;
  }

  /** The position now, in seconds. */
  get time() {
    if (!this.isPlaying) return this.position;
    const passed = (native.now() - this.since) / 1000 * this.rate;
    return MathMin(this.position + passed, this.duration);
  }

  play() {
    if (this.isPlaying) return;
    if (this.position >= this.duration) this.position = 0;
    this.isPlaying = true;
    this.since = native.now();
    this.tell('play', {});
    this.tick();
  }

  pause() {
    if (!this.isPlaying) return;
    this.halt();
    this.tell('pause', {});
  }

  stop() {
    this.halt();
    this.position = 0;
    this.tell('stop', {});
  }

  seek(seconds) {
    if (!NumberIsFinite(seconds)) return;
    this.position = MathMin(MathMax(seconds, 0), this.duration);
    this.since = native.now();
    this.tell('seeking', {});
    this.tell('seeked', {});
    if (this.isPlaying) this.tick();
  }

  setRate(rate) {
    if (!(rate > 0)) return;
    this.position = this.time;
    this.since = native.now();
    this.rate = rate;
    if (this.isPlaying) this.tick();
  }

  /** Stands still without telling. */
  halt() {
    this.position = this.time;
    this.isPlaying = false;
    if (this.timer !== undefined) cancelAfter(this.timer);
    this.timer = undefined;
  }

  /** Waits for the next telling or the end, whichever comes first. */
  tick() {
    if (this.timer !== undefined) cancelAfter(this.timer);
    const rest = (this.duration - this.time) * 1000 / this.rate;
    this.timer = after(MathMax(1, MathMin(TELLING_MS, rest)), () => this.advance());
  }

  advance() {
    this.timer = undefined;
    if (!this.settings().isAlive) {
      this.halt();
      return;
    }
    const time = this.time;
    this.tell('timeupdate', { currentTime: time, duration: this.duration });
    if (!this.isPlaying) return;
    if (time < this.duration) this.tick();
    else this.end();
  }

  end() {
    if (this.settings().loop) {
      this.position = 0;
      this.since = native.now();
      this.tick();
      return;
    }
    this.halt();
    this.tell('ended', {});
  }
}
ObjectSetPrototypeOf(Player.prototype, null);
