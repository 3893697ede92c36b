// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors, here and not in a flag that somebody may forget.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A runner's start is on every user's path: Swift's library is linked into it. No test may depend
/// on an executable that is linked this way; `swift build --build-tests` makes them all the same.
let staticLibrary: [LinkerSetting] = [.unsafeFlags(["-static-stdlib"])]

/// A service's function runs where it was called, on its session's thread, until it waits for something.
let strictInPlace =
  strict + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

let package = Package(
  name: "Sampan",
  products: [
    .executable(name: "sampan", targets: ["Command"]),
    .executable(name: "sampan-runner", targets: ["RunnerProgram"]),
    // The vendor's tool, as test suites call it.
    .executable(name: "cli", targets: ["ToolCommand"]),
    .library(name: "Sampan", targets: ["Sampan"]),
    // For the packages under Tools/.
    .library(name: "Wire", targets: ["Wire"]),
    .library(name: "Compiler", targets: ["Compiler"]),
    .library(name: "Prelude", targets: ["Prelude"]),
    .library(name: "Engine", targets: ["Engine"]),
  ],
  dependencies: [
    // 20 s of a first build; saves a parser of options, with help and completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // 55 s of a first build; saves a binding of SQLite with statements, caches and migrations.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Some 70 s (estimated) of a first build with the two below; saves a client of HTTP with
    // pools, TLS and streams.
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // Comes with the client; its WebSocket is the one that sockets of mini-programs use.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    // Some 115 s (estimated), most of it BoringSSL; saves AES, RSA, SHA and HMAC of our own for sealed
    // user data and signed payments.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // Pure: they know nobody of ours.
    .target(name: "Wire", swiftSettings: strict),
    .target(name: "Loader", swiftSettings: strict),
    .target(name: "Style", swiftSettings: strict),
    .target(name: "Compiler", dependencies: ["Style"], swiftSettings: strict),
    .target(
      name: "Transform", exclude: ["JavaScript"], swiftSettings: strict, plugins: ["PreludePlugin"]),

    // The runner's side: no Foundation.
    .systemLibrary(
      name: "CJavaScriptCore", pkgConfig: "javascriptcoregtk-4.1",
      providers: [.apt(["libjavascriptcoregtk-4.1-dev"])]),
    .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
    .target(name: "Engine", dependencies: ["CJavaScriptCore"], swiftSettings: strict),
    .executableTarget(name: "EmbedPrelude", path: "Tools/EmbedPrelude", swiftSettings: strict),
    .plugin(
      name: "PreludePlugin", capability: .buildTool(), dependencies: ["EmbedPrelude"],
      path: "Tools/PreludePlugin"),
    .target(
      name: "Prelude", exclude: ["JavaScript"], swiftSettings: strict, plugins: ["PreludePlugin"]),
    .target(name: "Sandbox", dependencies: ["CSandbox"], swiftSettings: strict),
    .target(name: "Runner", dependencies: ["Engine", "Sandbox", "Wire"], swiftSettings: strict),
    .executableTarget(
      name: "RunnerProgram", dependencies: ["Prelude", "Runner"], swiftSettings: strict,
      linkerSettings: staticLibrary),

    // The host's side.
    .systemLibrary(
      name: "CCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
    .target(
      name: "Canvas", dependencies: ["CCairo", "CTurboJPEG", "Wire"], swiftSettings: strict),
    .target(name: "CSpawn"),
    .target(
      name: "Server",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ], swiftSettings: strict),
    .target(name: "View", dependencies: ["Style", "Wire"], swiftSettings: strict),
    .target(name: "Bridge", dependencies: ["Wire"], swiftSettings: strictInPlace),
    .target(
      name: "Platform",
      dependencies: [
        "Wire", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "Services",
      dependencies: [
        "Bridge", "Canvas", "CZBar", "CZlib", "Platform", "Wire",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strictInPlace),
    .target(
      name: "Host",
      dependencies: [
        "Bridge", "Compiler", "CSpawn", "Loader", "Platform", "Services", "Style", "Transform",
        "View",
        "Wire",
      ], swiftSettings: strict),
    .target(
      name: "Automation", dependencies: ["Host", "Server", "View", "Wire"],
      swiftSettings: strict),
    .target(
      name: "Catalogue", dependencies: ["Bridge", "Host", "Services", "Wire"],
      swiftSettings: strict),
    // What integrators import: the words of all of these.
    .target(
      name: "Sampan", dependencies: ["Bridge", "Catalogue", "Host", "Wire"],
      swiftSettings: strict),
    .target(
      name: "Suites", dependencies: ["Bridge", "Host", "View", "Wire"], exclude: ["JavaScript"],
      swiftSettings: strict, plugins: ["PreludePlugin"]),
    .executableTarget(
      name: "Command",
      dependencies: [
        "Automation", "Bridge", "Catalogue", "Host", "Platform", "Server", "Services", "Suites",
        "View", "Wire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .executableTarget(name: "ToolCommand", swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/Support/TestSupport", swiftSettings: strict),
    .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: strict),
    .testTarget(
      name: "StyleTests", dependencies: ["Style", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ViewTests", dependencies: ["View", "Wire"], swiftSettings: strict),
    .testTarget(
      name: "CanvasTests", dependencies: ["Canvas", "TestSupport", "Wire"], swiftSettings: strict),
    .testTarget(name: "LoaderTests", dependencies: ["Loader"], swiftSettings: strict),
    .testTarget(
      name: "CompilerTests", dependencies: ["Compiler", "TestSupport"], exclude: ["Resources"],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests", dependencies: ["Server", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "AutomationTests",
      dependencies: ["Automation", "Host", "Server", "TestSupport", "View", "Wire"],
      swiftSettings: strict),
    .testTarget(name: "BridgeTests", dependencies: ["Bridge", "Wire"], swiftSettings: strict),
    .executableTarget(
      name: "storage-writer", dependencies: ["Bridge", "Services", "Wire"],
      path: "Tests/StorageWriter", swiftSettings: strict),
    .testTarget(
      name: "ServicesTests",
      dependencies: [
        "Bridge", "Canvas", "Services", "TestSupport", "storage-writer", "Wire",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ledger-writer", dependencies: ["Platform"], path: "Tests/LedgerWriter",
      swiftSettings: strict),
    .testTarget(
      name: "PlatformTests",
      dependencies: [
        "Platform", "TestSupport", "ledger-writer", "Wire",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "TestSupport"], swiftSettings: strict),
    .target(name: "CAttacks", path: "Tests/Support/CAttacks"),
    .executableTarget(
      name: "sampan-probe", dependencies: ["CAttacks", "Sandbox"], path: "Tests/Support/Probe",
      swiftSettings: strict),
    .executableTarget(
      name: "sampan-test-runner", dependencies: ["Runner"], path: "Tests/Support/TestRunner",
      swiftSettings: strict, linkerSettings: staticLibrary),
    .testTarget(
      name: "PreludeTests", dependencies: ["Engine", "Prelude", "TestSupport", "Wire"],
      exclude: ["Scenarios"],
      swiftSettings: strict),
    // A runner that does what a taken-over one might, in the place of the real one.
    .executableTarget(
      name: "HostileRunner", dependencies: ["Wire"], path: "Tests/Support/HostileRunner",
      swiftSettings: strict),
    .testTarget(
      name: "RunnerTests", dependencies: ["CAttacks", "CSpawn", "TestSupport", "Wire"],
      swiftSettings: strict),
    .testTarget(
      name: "TransformTests", dependencies: ["TestSupport", "Transform"], swiftSettings: strict),
    .testTarget(
      name: "HostTests", dependencies: ["Bridge", "Host", "TestSupport", "View", "Wire"],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["Automation", "Host", "TestSupport", "View", "Wire"],
      exclude: ["Resources"], swiftSettings: strict),
    .testTarget(
      name: "ViewRuntimeTests", dependencies: ["Host", "TestSupport", "View", "Wire"],
      exclude: ["ViewScenarios"], swiftSettings: strict),
    .testTarget(
      name: "JourneysTests", dependencies: ["Bridge", "Host", "Platform", "View", "Wire"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "Wire"], swiftSettings: strict),
    .testTarget(
      name: "GalleryTests", dependencies: ["Host", "TestSupport", "View", "Wire"],
      swiftSettings: strict),
    .testTarget(
      name: "SuitesTests", dependencies: ["Host", "Suites", "Wire"], swiftSettings: strict),
    // The file that `sampan api new weather.current` writes, as it stands in Tools/APITemplate.
    .target(
      name: "APITemplate", dependencies: ["Sampan"], path: "Tools/APITemplate/Sources/APIs",
      swiftSettings: strict),
    .testTarget(
      name: "CatalogueTests",
      dependencies: [
        "APITemplate", "Bridge", "Catalogue", "Host", "Sampan", "TestSupport", "Wire",
      ],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(
      name: "ToolsTests", dependencies: ["TestSupport"], exclude: ["Compatibility"],
      swiftSettings: strict),
  ]
)
