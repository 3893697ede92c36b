/// What `sampan api new` writes: a package that serves one function, and later each further one in a
/// file of its own.
public struct Scaffold {
  /// `weather.current`.
  public let name: String

  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameter name: one word, or a namespace and a word: letters and digits, a small one first.
  public init(_ name: String) throws(Refusal) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let areWords = parts.allSatisfy { part in
      part.utf8.count <= 40 && part.first?.isLowercase == true
        && part.utf8.allSatisfy {
          ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0)
        }
    }
    guard (1...2).contains(parts.count), areWords else {
      throw Refusal(
        description:
          "'\(name)' is no name for an API; expected a word or a namespace and a word of "
          + "letters and digits that begin small, such as weather.current")
    }
    self.name = name
  }

  // Written in two parts, since this file itself imports nothing of the kind.
  private static let importSampan = "import " + "Sampan"

  /// `WeatherCurrent`.
  public var typeName: String {
    name.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The one file that is written by hand from then on.
  public var source: String {
    """
    \(Self.importSampan)

    struct \(typeName): Service {
      static let name = "\(name)"
      struct Request: Codable, Sendable { var name: String }
      struct Reply: Codable, Sendable { var greeting: String }

      var calls: [Call] {
        Call(
          "\(name)", example: (Request(name: "Ada"), Reply(greeting: "Hello, Ada"))
        ) { request, _ in
          Reply(greeting: "Hello, \\(request.name)")
        }
      }
    }

    """
  }

  /// Files of the package around it, by path; they are only written where they are missing.
  ///
  /// - Parameter dependency: how Package.swift names the package Sampan.
  public func package(dependingOn dependency: String) -> [String: String] {
    [
      "Package.swift": """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "APIs",
        dependencies: [.package(\(dependency))],
        targets: [
          .target(name: "APIs", dependencies: [.product(name: "Sampan", package: "sampan")]),
          .executableTarget(name: "host", dependencies: ["APIs"]),
          .testTarget(name: "APITests", dependencies: ["APIs"]),
        ]
      )

      """,
      "Sources/host/main.swift": """
      import APIs
      \(Self.importSampan)

      // Runs a mini-program once, with the functions of this package on `wx`, and prints its screen.
      let host = try MiniProgramHost(HostConfiguration(dataFolder: ".state", services: allServices))
      let (program, diagnostics) = await host.load(CommandLine.arguments.dropFirst().first ?? ".")
      for diagnostic in diagnostics { print(diagnostic) }
      if let program {
        let session = try await host.open(
          program, LaunchRequest(clock: .virtual(start: host.now)))
        await session.settle(within: 2_000)
        print(await session.screenText(columns: 60))
        _ = await session.close()
      }

      """,
      "Tests/APITests/ConformanceTests.swift": """
      import APIs
      \(Self.importSampan)
      import Testing

      @Test func `every function keeps the platform's conventions`() async throws {
        #expect(try await Conformance.check(allServices).findings == [])
      }

      """,
    ]
  }

  /// The list of all services, made anew for each.
  ///
  /// - Parameter typeNames: sorted.
  public static func list(_ typeNames: [String]) -> String {
    """
    // Made by `sampan api new`; do not edit.
    \(Self.importSampan)

    public let allServices: [any Service] =
      [
    \(typeNames.map { "    \($0)()" }.joined(separator: ",\n"))
      ]

    """
  }
}
