/** Lines and columns of a source, both from 1, columns in UTF-16 units. */
class Lines {
  #starts = [0];

  constructor(source) {
    for (const { index, 0: end } of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
      this.#starts.push(index + end.length);
    }
  }

  at(offset) {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - this.#starts[low] + 1];
  }
}
