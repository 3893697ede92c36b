/// What stands between `{{` and `}}` (reference/wxml.md 2.4).
///
/// Repeated operators and member accesses are lists, so the height of a tree is bounded by
/// `Limits.expressionDepth` and walking it by recursion is safe.
indirect enum Expression {
  /// A number, spelled as JavaScript in strict mode reads it.
  case number(String)
  /// UTF-16 units, since `'\ud83d'` is a string too.
  case string([UInt16])
  case constant(Constant)
  case name(String)
  case array([Element])
  case object([Property])
  case unary(UnaryOperator, Expression)
  /// Operands of one precedence level, joined left to right: `a - b + c`.
  case binary(first: Expression, rest: [(BinaryOperator, Expression)])
  case conditional(test: Expression, then: Expression, otherwise: Expression)
  case chain(base: Expression, links: [Link])

  enum Constant: String {
    case `true`, `false`, null, undefined
  }

  enum Element {
    case item(Expression)
    case spread(Expression)
  }

  enum Property {
    case pair(key: String, value: Expression, at: Range<Int>)
    case spread(Expression)
  }

  enum Link {
    case member(String)
    case index(Expression)
    case call([Expression], at: Range<Int>)
  }
}

enum UnaryOperator: String {
  case not = "!"
  case minus = "-"
  case plus = "+"
  case complement = "~"
  case type = "typeof"
  case void = "void"
}

/// The operators between two operands, as they are spelled here and in JavaScript.
enum BinaryOperator: String {
  case coalesce = "??"
  case or = "||"
  case and = "&&"
  case bitOr = "|"
  case bitXor = "^"
  case bitAnd = "&"
  case equal = "=="
  case notEqual = "!="
  case same = "==="
  case notSame = "!=="
  case less = "<"
  case greater = ">"
  case atMost = "<="
  case atLeast = ">="
  case isInstance = "instanceof"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case shiftUnsigned = ">>>"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case power = "**"

  /// How tightly the operator binds, from 0; one level's operators share a list.
  var level: Int {
    switch self {
    case .coalesce: 0
    case .or: 1
    case .and: 2
    case .bitOr: 3
    case .bitXor: 4
    case .bitAnd: 5
    case .equal, .notEqual, .same, .notSame: 6
    case .less, .greater, .atMost, .atLeast, .isInstance: 7
    case .shiftLeft, .shiftRight, .shiftUnsigned: 8
    case .plus, .minus: 9
    case .times, .divide, .remainder: 10
    case .power: 11
    }
  }

  static let levels = 12
}
