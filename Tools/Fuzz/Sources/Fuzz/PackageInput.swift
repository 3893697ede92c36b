/// An input as the files of a package: parted by NUL bytes, named `a`, `b`, `c` … with an ending.
struct PackageInput {
  private let files: [String: String]
  /// The first file, which is compiled; the others are there to be asked for.
  let main: String
  let mainPath: String

  init(_ input: UnsafeRawBufferPointer, ending: String) {
    let texts = input.split(separator: 0, maxSplits: 25, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let names = "abcdefghijklmnopqrstuvwxyz".map { "\($0).\(ending)" }
    files = Dictionary(uniqueKeysWithValues: zip(names, texts))
    main = texts.first ?? ""
    mainPath = names[0]
  }

  func text(of path: String) -> String? { files[path] }
}
