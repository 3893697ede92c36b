/** The name of the array of counters, which the wrapper of a module brings. */
const COUNTERS = '$sampan$';

/** Comments that leave out what follows: `istanbul ignore next`, `c8 ignore next`, `sampan ignore next`. */
const IGNORES = /^\s*(?:istanbul|c8|v8|sampan)\s+ignore\s+(next|file)\b/;

/** Puts counters into one script: of statements, of functions, and of the arms of branches. */
class Counting {
  edits = new Edits();

  /** `[kind, start, end, group, name]`; the place in the list is the number of the counter. */
  items = [];

  groups = 0;

  constructor(acorn, source) {
    this.source = source;
    const comments = [];
    this.program = acorn.parse(source, {
      ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowHashBang: true, onComment: comments,
    });
    this.ignored = new Set();
    comments.forEach(({ value, end }) => {
      const kind = IGNORES.exec(value)?.[1];
      if (kind === 'file') this.isIgnored = true;
      if (kind === 'next') this.ignored.add(end + /^\s*/.exec(source.slice(end))[0].length);
    });
  }

  run() {
    if (!this.isIgnored) this.list(this.program.body);
    const lines = new Lines(this.source);
    const { text, added } = this.edits.applied(this.source);
    return {
      code: text,
      items: this.items.map(([kind, start, end, group, name]) =>
        ({ kind, place: [...lines.at(start), ...lines.at(end)], group, name })),
      shifts: added.map(([offset, length]) => [...lines.at(offset), length]),
    };
  }

  /** The code that counts. */
  count(kind, node, group = -1, name = '') {
    this.items.push([kind, node.start, node.end, group, name]);
    return `${COUNTERS}[${this.items.length - 1}]++`;
  }

  list(statements) { statements.forEach((one) => this.statement(one)); }

  /** A statement of a list, which has room in front of it. */
  statement(node) {
    if (this.ignored.has(node.start)) return;
    if (isCounted(node)) this.edits.open(node.start, `${this.count('s', node)};`);
    this.inside(node);
  }

  /** The one statement after `if (…)`, `else`, a loop. @param {string} code counts the arm that it is */
  body(node, code = '') {
    if (node.type === 'BlockStatement') {
      if (code !== '') this.edits.open(node.start + 1, `${code};`);
      this.inside(node);
    } else if (node.type === 'FunctionDeclaration') {
      this.inside(node);
    } else {
      this.edits.open(node.start, `{${code === '' ? '' : `${code};`}`);
      this.edits.close(node.end, '}');
      this.statement(node);
    }
  }

  inside(node) {
    const visit = visitors[node.type];
    if (visit === undefined) this.children(node);
    else visit.call(this, node);
  }

  children(node) {
    Object.keys(node).forEach((key) => {
      const value = node[key];
      if (Array.isArray(value)) value.forEach((one) => { if (isNode(one)) this.inside(one); });
      else if (isNode(value)) this.inside(value);
    });
  }

  expression(node, code) {
    this.edits.around(node, `(${code},`, ')');
    this.inside(node);
  }

  functionOf(node) {
    if (this.ignored.has(node.start)) return;
    const code = this.count('f', node, -1, this.nameOf(node));
    node.params.forEach((one) => this.inside(one));
    if (node.body.type !== 'BlockStatement') {
      this.expression(node.body, `${code},${this.count('s', node.body)}`);
      return;
    }
    const { body } = node.body;
    const directive = body.findLast((one) => one.directive !== undefined);
    if (directive === undefined) this.edits.open(node.body.start + 1, `${code};`);
    else this.edits.close(directive.end, `;${code};`);
    this.list(body);
  }

  /** The name that a person knows a function by. */
  nameOf(node) {
    if (node.id) return node.id.name;
    const before = this.source.slice(Math.max(0, node.start - 80), node.start);
    return /([\w$]+)\s*(?:[:=]\s*)?\(?$/.exec(before)?.[1] ?? '';
  }
}

function isNode(value) {
  return value !== null && typeof value === 'object' && typeof value.type === 'string';
}

/** Blocks count by what is in them; what is hoisted does not run where it stands. */
function isCounted(node) {
  if (node.directive !== undefined) return false;
  return !['BlockStatement', 'FunctionDeclaration', 'ClassDeclaration', 'EmptyStatement'].includes(node.type);
}
