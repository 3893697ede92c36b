/// All commands by name. Adding one touches the file of its group alone.
enum Operations {
  typealias Operation = @Sendable (Canvas, Arguments) throws -> Void

  static let all: [String: Operation] = [
    paths, painting, states, styles, transforms, texts, images,
  ].reduce(into: [:]) { all, group in all.merge(group) { $1 } }
}
