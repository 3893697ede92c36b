/** What is done with the nodes whose insides are more than their children. They run as methods of `Counting`. */
const visitors = {
  __proto__: null,

  BlockStatement(node) { this.list(node.body); },
  StaticBlock(node) { this.list(node.body); },
  FunctionDeclaration(node) { this.functionOf(node); },
  FunctionExpression(node) { this.functionOf(node); },
  ArrowFunctionExpression(node) { this.functionOf(node); },

  IfStatement(node) {
    const group = this.groups;
    this.groups += 1;
    this.inside(node.test);
    const then = this.count('b', node.consequent, group);
    // The arm that is not written stands where the word `if` does.
    const otherwise = this.count('b', node.alternate ?? { start: node.start, end: node.start + 2 }, group);
    if (node.alternate === null) this.edits.close(node.consequent.end, `else{${otherwise}}`);
    this.body(node.consequent, then);
    if (node.alternate !== null) this.body(node.alternate, otherwise);
  },

  ConditionalExpression(node) {
    const group = this.groups;
    this.groups += 1;
    this.inside(node.test);
    [node.consequent, node.alternate].forEach((arm) => this.expression(arm, this.count('b', arm, group)));
  },

  LogicalExpression(node) {
    const group = this.groups;
    this.groups += 1;
    operandsOf(node).forEach((operand) => this.expression(operand, this.count('b', operand, group)));
  },

  SwitchStatement(node) {
    const group = this.groups;
    this.groups += 1;
    this.inside(node.discriminant);
    node.cases.forEach((one) => {
      const code = this.count('b', one, group);
      if (one.test !== null) this.inside(one.test);
      if (one.consequent.length === 0) this.edits.close(one.end, `${code};`);
      else this.edits.open(one.consequent[0].start, `${code};`);
      this.list(one.consequent);
    });
  },

  // A label has to stay beside its loop, which therefore has no counter of its own.
  LabeledStatement(node) { this.inside(node.body); },

  ForStatement(node) {
    [node.init, node.test, node.update].forEach((one) => { if (one !== null) this.inside(one); });
    this.body(node.body);
  },
  ForInStatement(node) {
    this.inside(node.left);
    this.inside(node.right);
    this.body(node.body);
  },
  ForOfStatement(node) { visitors.ForInStatement.call(this, node); },
  WhileStatement(node) {
    this.inside(node.test);
    this.body(node.body);
  },
  DoWhileStatement(node) { visitors.WhileStatement.call(this, node); },
  WithStatement(node) {
    this.inside(node.object);
    this.body(node.body);
  },

  // What esbuild puts in front of a module hands out its names by functions that nobody wrote.
  CallExpression(node) {
    if (node.callee.name !== '__export') this.children(node);
  },

  // The parts of a template have raw texts only.
  TemplateLiteral(node) { node.expressions.forEach((one) => this.inside(one)); },
};

/** The operands of `a && b || c` from left to right. */
function operandsOf(node) {
  if (node.type !== 'LogicalExpression') return [node];
  return [...operandsOf(node.left), ...operandsOf(node.right)];
}
