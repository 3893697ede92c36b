/** Texts that are put into a source, each at a place between its characters. */
class Edits {
  #places = new Map();

  #at(offset) {
    if (!this.#places.has(offset)) this.#places.set(offset, { after: [], before: [] });
    return this.#places.get(offset);
  }

  /** Before what begins at a place; what is put around more comes first. */
  open(offset, text) { this.#at(offset).before.push(text); }

  /** After what ends at a place; what is put around more comes last. */
  close(offset, text) { this.#at(offset).after.unshift(text); }

  around(node, opening, closing) {
    this.open(node.start, opening);
    this.close(node.end, closing);
  }

  /** The source with all texts, and how many characters each place got. */
  applied(source) {
    const offsets = [...this.#places.keys()].sort((left, right) => left - right);
    const parts = [];
    const added = [];
    let last = 0;
    offsets.forEach((offset) => {
      const { after, before } = this.#places.get(offset);
      const text = after.join('') + before.join('');
      parts.push(source.slice(last, offset), text);
      added.push([offset, text.length]);
      last = offset;
    });
    parts.push(source.slice(last));
    return { text: parts.join(''), added };
  }
}
